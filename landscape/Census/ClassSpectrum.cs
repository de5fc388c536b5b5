using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The whole spectrum of the Hessian at a critical point, in the balanced gauge. Belongs to one thread at a time.</summary>
internal sealed class ClassSpectrum(LossLandscape landscape)
{
    private readonly PointEvaluation _evaluation = new(landscape.CreateObjective());
    private readonly SymmetryGroup _group = SymmetryGroup.Of(landscape);

    /// <summary>P eigenvalues, ascending.</summary>
    public double[] At(ReadOnlySpan<double> theta)
    {
        double[] balanced = GaugeFixing.Balanced(_group, theta);
        return SymmetricMatrix.Eigenvalues(_evaluation.Hessian(balanced), balanced.Length);
    }
}
