using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Geometry;

/// <summary>A geometry question that passed every check. Immutable and safe to use from any thread.</summary>
/// <param name="Id">The question's ID: a hash of its content.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Landscape">Of which landscape.</param>
/// <param name="Report">That landscape's census.</param>
/// <param name="Seeds">The seeds of the runs that it is answered from.</param>
internal sealed record OpenedQuestion(string Id, GeometryQuestion Question, OpenedLandscape Landscape, LandscapeReport Report, SeedSet Seeds)
{
    /// <summary>Reads a geometry question and checks it against the census of which it is asked.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="report">Its report.json.</param>
    /// <param name="question">The question's JSON, UTF-8.</param>
    /// <exception cref="InvalidDataException">The report cannot be read.</exception>
    public static QuestionOpening Read(OpenedSweep sweep, ReadOnlySpan<byte> report, ReadOnlySpan<byte> question)
    {
        GeometryQuestion asked;
        try
        {
            asked = GeometryJson.ReadQuestion(question);
        }
        catch (InvalidDataException fault)
        {
            return new QuestionOpening(null, [fault.Message]);
        }

        if (asked.Landscape < 0 || asked.Landscape >= sweep.Landscapes.Count)
        {
            return new QuestionOpening(
                null, [$"landscape is {asked.Landscape}. The sweep {sweep.Id} has {sweep.Landscapes.Count}; it must be 0 to {sweep.Landscapes.Count - 1}."]);
        }

        LandscapeReport census = ReportReader.Read(report).Landscapes[asked.Landscape];
        OpenedLandscape landscape = sweep.Landscapes[asked.Landscape];
        IReadOnlyList<string> faults = GeometryCheck.Faults(asked, census, landscape.Landscape);
        return faults.Count > 0
            ? new QuestionOpening(null, faults)
            : new QuestionOpening(
                new OpenedQuestion(GeometryQuestionId.Of(asked), asked, landscape, census, Needed(asked, census, sweep.Seeds(census.Runs))), []);
    }

    private static SeedSet Needed(GeometryQuestion question, LandscapeReport report, SeedSet all)
    {
        if (QuestionSeeds.Of(question, report) is not { } seeds)
        {
            return all;
        }

        var needed = new SeedLedger();
        foreach (long seed in seeds)
        {
            needed.Add(new SeedRange(seed, seed));
        }

        return new SeedSet(needed.Ranges);
    }
}

/// <summary>A geometry question that was read, or why it was refused.</summary>
/// <param name="Question">Null when there are faults.</param>
/// <param name="Faults">One sentence each; empty when there are none.</param>
internal sealed record QuestionOpening(OpenedQuestion? Question, IReadOnlyList<string> Faults);
