using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Follows straight paths from a point to its copies. Belongs to one thread at a time.</summary>
internal sealed class SwapSearch
{
    /// <summary>Most steps of Newton's method: where it converges it takes some tens.</summary>
    private const int MostSteps = 500;

    private readonly LossLandscape _landscape;
    private readonly SymmetryGroup _group;
    private readonly PointSurvey _survey;
    private readonly LineEvaluation _lines;
    private readonly FlatLines _flat;

    /// <param name="landscape">The landscape.</param>
    public SwapSearch(LossLandscape landscape)
    {
        _landscape = landscape;
        _group = SymmetryGroup.Of(landscape);
        _survey = new PointSurvey(landscape);
        _lines = new LineEvaluation(_survey.Objective);
        _flat = new FlatLines(_survey, _lines, landscape.Spec.Loss.L2);
    }

    /// <summary>The path from theta to its copy.</summary>
    /// <param name="theta">The canonical form of a class.</param>
    /// <param name="storedLoss">The loss that the report tells of it.</param>
    /// <param name="move">The symmetry.</param>
    /// <param name="cancellation">Looked at between steps.</param>
    public SwapPath Follow(double[] theta, double storedLoss, Move move, CancellationToken cancellation)
    {
        GroupElement element = MoveElement.Of(_group, move);
        int order = (int)MoveElement.Order(element);
        bool isInvolution = order == 2;
        var line = new Line(theta, element.Apply(theta));
        LinePeak peak = LinePeak.Of(_lines, [line], cancellation)[0];
        double[] losses = peak.Losses;
        double[] middle = line.At(0.5);
        var space = new TiedSpace(_group, element);
        double[] start = space.Project(theta);
        double[] centre = isInvolution ? middle : space.Point(start);
        GeometryPoint atMiddle = _survey.At(middle);
        GeometryPoint atCentre = isInvolution ? atMiddle : _survey.At(centre);
        FlatDirection[] directions = [.. FlatDirections.Of(_group, element, centre)];
        FlatDirection[] segments = [.. FlatDirections.Segments(_group, element, centre)];
        double? largest = atCentre.Eigenvalues is { } spectrum ? Math.Max(Math.Abs(spectrum[0]), Math.Abs(spectrum[^1])) : null;
        return new SwapPath(
            move,
            MoveNotation.Words(move),
            order,
            line.Length,
            [.. losses.Select(PointSurvey.Finite)],
            Math.Max(Math.Abs(losses[0] - storedLoss), Math.Abs(losses[^1] - storedLoss)),
            isInvolution ? Asymmetry(losses) : null,
            isInvolution ? Slope(line, middle) : null,
            peak.At,
            peak.Loss,
            peak.Height,
            atMiddle,
            isInvolution ? null : atCentre,
            directions.Length,
            Tested(directions),
            segments.Length,
            Tested(segments),
            Critical(space, space.Project(_landscape.Units.ToNatural(theta)), storedLoss, cancellation));

        SwapLine[] Tested(FlatDirection[] all) => [.. _flat.Through(centre, largest, all[..Math.Min(all.Length, FlatLines.MostTested)])];
    }

    // In natural units: permutations, signs and shifts of units commute with them.
    private SwapCriticalPoint Critical(TiedSpace space, double[] start, double storedLoss, CancellationToken cancellation)
    {
        double tolerance = ConvergenceTolerance.Of(_landscape.Spec);
        var tied = new TiedObjective(_survey.Natural, space);
        var run = new SeedRun(0, start);
        if (space.Dimension > 0)
        {
            PhaseRunner.Run(LaneMethods.Create(new NewtonPhase(MostSteps, tolerance), tied), MostSteps, [run], cancellation);
        }

        double[] theta = _landscape.Units.ToUser(space.Point(run.Theta));
        double[] balanced = _survey.Gauge.Balance(theta);
        GeometryPoint point = _survey.At(theta, balanced);
        var tiedGradient = new double[space.Dimension];
        if (space.Dimension > 0)
        {
            new PointEvaluation(tied).Gradient(run.Theta, tiedGradient);
        }

        double norm = Norms.Infinity(tiedGradient);
        bool isCritical = norm <= tolerance && _survey.NaturalGradientAt(theta) <= tolerance;
        int? gauge = point.Eigenvalues is null ? null : _survey.Gauge.DimensionAt(balanced);
        return new SwapCriticalPoint(
            KindOf(point, point.Loss / _landscape.Units.Loss, gauge, isCritical),
            space.Dimension,
            run.Steps,
            PointSurvey.Finite(norm),
            tolerance,
            gauge,
            point.Loss - storedLoss,
            point,
            theta);
    }

    private static CriticalKind KindOf(GeometryPoint point, double? loss, int? gauge, bool isCritical)
    {
        if (point.AtKink)
        {
            return CriticalKind.AtKink;
        }

        if (!isCritical)
        {
            return CriticalKind.Unconverged;
        }

        if (point is not { Index: { } index, ZeroModes: { } zero, Eigenvalues: { } spectrum } || gauge is not { } explained)
        {
            return CriticalKind.NotVerified;
        }

        var inertia = new Inertia(index, zero, spectrum[0], spectrum[^1]);
        return CriticalPoint.Judge(inertia, explained, loss ?? double.NaN).Kind switch
        {
            Ended.Saddle => CriticalKind.PermutationSaddle,
            Ended.Degenerate => CriticalKind.Degenerate,
            _ => CriticalKind.Minimum,
        };
    }

    private static double Asymmetry(double[] losses)
    {
        double largest = 0;
        for (int i = 0; i < losses.Length / 2; i++)
        {
            largest = Math.Max(largest, Math.Abs(losses[i] - losses[^(i + 1)]));
        }

        return largest;
    }

    private double Slope(Line line, double[] middle)
    {
        double[] gradient = _survey.GradientAt(middle).Gradient;
        double slope = 0;
        for (int p = 0; p < gradient.Length; p++)
        {
            slope = Math.FusedMultiplyAdd(gradient[p], line.B[p] - line.A[p], slope);
        }

        return slope;
    }
}
