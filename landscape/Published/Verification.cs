namespace OrleansSymmetry.Landscape.Published;

/// <summary>
/// A published result that is computed anew and put beside the published figures. One result is one file here and one line of
/// <see cref="VerificationRegistry"/>.
/// </summary>
public abstract class Verification
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it says, in a sentence.</summary>
    public abstract string Claim { get; }

    /// <summary>Where it was published.</summary>
    public abstract string Source { get; }

    /// <summary>Computes the figures.</summary>
    /// <param name="training">Trains the seeds that it needs.</param>
    public abstract IEnumerable<Comparison> Run(SeedTraining training);
}
