using OrleansSymmetry.Witnesses.Derivatives;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>Closed forms, spectra, quadrature and linear algebra: what the command `derivatives` prints, asserted line by line.</summary>
public sealed class WitnessTests
{
    public static TheoryData<string> Names => [.. WitnessList.All.Select(witness => witness.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Library_agrees_with_the_witness(string name)
    {
        Witness witness = WitnessList.All.Single(witness => witness.Name == name);
        Assert.InRange(witness.Error(), 0, witness.Bound);
    }
}
