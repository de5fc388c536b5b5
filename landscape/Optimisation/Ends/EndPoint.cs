using OrleansSymmetry.Landscape.Spectra;
namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>What is known of the end point of one run; the criteria fill it in. While it is judged, all of it is in natural units.</summary>
/// <param name="run">The run, trained.</param>
/// <param name="theta">Its parameters in natural units.</param>
internal sealed class EndPoint(SeedRun run, double[] theta)
{
    private readonly double[] _trained = theta;

    /// <summary>The parameters as the optimiser left them, in the units of the sweep.</summary>
    public double[] AsTrained => run.Theta;

    /// <summary>The end point: as the optimiser left it, or refined where it was not accurate in its weights.</summary>
    public double[] Theta { get; set; } = theta;

    /// <summary>Whether <see cref="Theta"/> is where the optimiser left it.</summary>
    public bool IsAsTrained => ReferenceEquals(Theta, _trained);

    /// <summary>The same orbit's point with the scales balanced; it equals <see cref="Theta"/> where no gauge is free.</summary>
    public double[] Balanced { get; set; } = theta;

    /// <summary>How the run's last phase ended, or that its gradient is at rounding.</summary>
    public PhaseEnd LastPhase { get; set; } = run.End;

    /// <summary>What the run ended as; null while it is not decided.</summary>
    public Ended? Ended { get; set; }

    /// <summary>Whether the run stands where a unit's argument is 0.</summary>
    public bool AtKink { get; set; }

    /// <summary>F.</summary>
    public double Loss { get; set; }

    /// <summary>Infinity norm of the gradient.</summary>
    public double Gradient { get; set; }

    /// <summary>The signs of the spectrum; null where it was not computed.</summary>
    public Inertia? Inertia { get; set; }

    /// <summary>Eigenvalues of at most this magnitude are zero modes.</summary>
    public double ZeroThreshold { get; set; }

    /// <summary>Infinity norm of Newton's step where the spectrum was resolved; null where no step was needed for that.</summary>
    public double? ResolvingStep { get; set; }

    /// <summary>Zero modes beyond the gauge, for a point that is not isolated.</summary>
    public int FamilyDimension { get; set; }

    /// <summary>For a saddle, a point below it from which the descent can go on; null where none was asked for.</summary>
    public double[]? WayDown { get; set; }

    /// <summary>The record of the run and of its end.</summary>
    /// <exception cref="InvalidOperationException">The end is not decided.</exception>
    public RunRecord Record()
    {
        Ended ended = Ended ?? throw new InvalidOperationException($"The end of seed {run.Seed} was not decided.");
        var record = new RunRecord(run.Seed, ended, AtKink, Loss, Gradient, run.Steps, Inertia, FamilyDimension, []) { LastPhase = LastPhase };
        return record.IsCritical ? record with { Theta = Theta } : record;
    }
}
