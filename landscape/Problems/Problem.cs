using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A task that a sweep can name. A record: two problems are equal when all their keys are. One problem is one file here
/// and one line of <see cref="ProblemRegistry"/>.
/// </summary>
public abstract record Problem
{
    /// <summary>Its name in a sweep file.</summary>
    public abstract string Kind { get; }

    /// <summary>The loss that is taken when the sweep names none.</summary>
    public abstract LossKind DefaultLoss { get; }

    /// <summary>Builds the data. Pure: equal problems, files and networks give equal bits.</summary>
    /// <param name="network">The network part of the sweep (a problem may take a default from it).</param>
    /// <param name="files">The data files that came with the sweep.</param>
    /// <exception cref="InvalidDataException">A data file does not hold what the problem needs; the message is for the user.</exception>
    public abstract ProblemData Build(NetworkSpec network, DataFiles files);

    /// <summary>Writes the problem's keys (all of them, defaults included) for the canonical form.</summary>
    public abstract void WriteKeys(System.Text.Json.Utf8JsonWriter writer);
}
