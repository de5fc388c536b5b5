using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>What the objective is like around single points. Belongs to one thread at a time.</summary>
internal sealed class PointSurvey
{
    private readonly PointEvaluation _evaluation;
    private readonly DataCriteria _data;
    private readonly double? _zero;
    private readonly double _tolerance;
    private readonly NaturalUnits _units;
    private readonly PointEvaluation _natural;
    private readonly LaneBuffer _theta;
    private readonly LaneBuffer _direction;
    private readonly LaneBuffer _product;

    /// <param name="landscape">The landscape.</param>
    public PointSurvey(LossLandscape landscape)
    {
        Objective = landscape.CreateObjective();
        Gauge = EndGauge.Of(landscape);
        _evaluation = new PointEvaluation(Objective);
        _data = DataCriteria.Of(landscape);
        _zero = landscape.Spec.Tolerance.Zero;
        _tolerance = ConvergenceTolerance.Of(landscape.Spec);
        _units = landscape.Units;
        Natural = _units.Of(Objective);
        _natural = new PointEvaluation(Natural);
        _theta = new LaneBuffer(Objective.ParameterCount);
        _direction = new LaneBuffer(Objective.ParameterCount);
        _product = new LaneBuffer(Objective.ParameterCount);
    }

    /// <summary>The objective.</summary>
    public ILaneObjective Objective { get; }

    /// <summary>The objective in natural units.</summary>
    public ILaneObjective Natural { get; }

    /// <summary>The landscape's continuous symmetries.</summary>
    public EndGauge Gauge { get; }

    /// <summary>F with its gradient.</summary>
    public (double Loss, double[] Gradient) GradientAt(double[] theta)
    {
        var gradient = new double[theta.Length];
        return (_evaluation.Gradient(theta, gradient), gradient);
    }

    /// <summary>Infinity norm of the gradient in natural units; theta is in those of the sweep.</summary>
    public double NaturalGradientAt(double[] theta)
    {
        var gradient = new double[theta.Length];
        _natural.Gradient(_units.ToNatural(theta), gradient);
        return Norms.Infinity(gradient);
    }

    /// <summary>Loss, gradient and spectrum at a point. The signs of the spectrum are those of natural units.</summary>
    /// <param name="theta">P entries.</param>
    /// <param name="spectrumAt">The point whose spectrum is taken, of the same orbit; null: the point itself.</param>
    public GeometryPoint At(double[] theta, double[]? spectrumAt = null)
    {
        (double loss, double[] gradient) = GradientAt(theta);
        double[]? eigenvalues = Eigenvalues(spectrumAt ?? theta);
        Inertia? inertia = eigenvalues is null ? null : Signs(spectrumAt ?? theta, eigenvalues);
        return new GeometryPoint(
            Finite(loss), Finite(Norms.Infinity(gradient)), _data.StandsAtKink(theta), eigenvalues, inertia?.Negative, inertia?.Zero);
    }

    private Inertia Signs(double[] theta, double[] eigenvalues)
    {
        double[] point = _units.ToNatural(theta);
        double[] natural = _units.AreTheUsers ? eigenvalues : SymmetricMatrix.Eigenvalues(_natural.Hessian(point), point.Length);
        if (_zero is null && !ZeroModes.AreClear(natural) && NaturalGradientAt(theta) <= _tolerance)
        {
            ResolvedSpectrum resolved = ZeroModes.Resolve(_natural, point, null);
            return Inertia.Within(resolved.Eigenvalues, resolved.Threshold);
        }

        return Inertia.Within(natural, ZeroModes.ThresholdOf(natural, _zero));
    }

    /// <summary>All eigenvalues of the Hessian, ascending; null for large networks and where it is not finite.</summary>
    public double[]? Eigenvalues(double[] theta)
    {
        if (theta.Length > ClassesArchive.MostSpectrumParameters)
        {
            return null;
        }

        double[] hessian = _evaluation.Hessian(theta);
        return hessian.All(double.IsFinite) ? SymmetricMatrix.Eigenvalues(hessian, theta.Length) : null;
    }

    /// <summary>The Hessian's eigenvalues with eigenvectors.</summary>
    public Eigensystem Eigensystem(double[] theta) => SymmetricMatrix.Decompose(_evaluation.Hessian(theta), theta.Length);

    /// <summary>The products of the Hessian with at most eight vectors.</summary>
    public double[][] Products(double[] theta, IReadOnlyList<double[]> directions)
    {
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            _theta.SetLane(lane, theta);
            _direction.SetLane(lane, directions[Math.Min(lane, directions.Count - 1)]);
        }

        Objective.HessianVector(_theta.Vectors, _direction.Vectors, _product.Vectors);
        var products = new double[directions.Count][];
        for (int lane = 0; lane < products.Length; lane++)
        {
            products[lane] = new double[theta.Length];
            _product.CopyLaneTo(lane, products[lane]);
        }

        return products;
    }

    /// <summary>A figure as answers hold it: null where it is not finite.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
