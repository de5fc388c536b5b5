namespace OrleansSymmetry.Landscape.Published;

/// <summary>The published results that can be verified.</summary>
public static class VerificationRegistry
{
    /// <summary>All of them, in the order in which they are listed, with their usual settings.</summary>
    public static IReadOnlyList<Verification> All { get; } =
    [
        new SafranShamir(), new HameyXor(), new MehtaEmbedding(), new BaldiHornik(), new WieseCollector(),
    ];
}
