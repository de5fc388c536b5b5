using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>
/// Everything that decides what a seed's run gives: a sweep's normalised content less its name, seeds, grid and modulo.
/// Two sweeps that agree in it share their runs.
/// </summary>
public sealed record LandscapeSpec(
    Problem Problem,
    NetworkSpec Network,
    LossSpec Loss,
    InitialisationSpec Init,
    IReadOnlyList<PhaseSpec> Train,
    SaddlePolicy Saddles,
    ToleranceSpec Tolerance)
{
    /// <summary>The phases of training, in order.</summary>
    public IReadOnlyList<PhaseSpec> Train { get; init => field = ValueList.Of(value); } = ValueList.Of(Train);
}

/// <summary>The network part of a sweep; inputs and outputs follow from the problem.</summary>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="Activation">Name of the activation.</param>
/// <param name="Slope">Slope of leaky-relu on negative arguments.</param>
/// <param name="Bias">Whether units have biases.</param>
/// <param name="Output">Output head.</param>
/// <param name="FixedOutputWeights">Whether the output weights are fixed to ones.</param>
public sealed record NetworkSpec(
    IReadOnlyList<int> Hidden, string Activation, double Slope, bool Bias, OutputHead Output, bool FixedOutputWeights)
{
    /// <summary>Widths of the hidden layers.</summary>
    public IReadOnlyList<int> Hidden { get; init => field = ValueList.Of(value); } = ValueList.Of(Hidden);
}

/// <summary>Loss of one sample.</summary>
public enum LossKind
{
    /// <summary>|o - y|^2, summed over outputs.</summary>
    Mse,

    /// <summary>|o - y|^2 / 2.</summary>
    HalfMse,

    /// <summary>log cosh(o - y), summed over outputs.</summary>
    LogCosh,

    /// <summary>Binary cross-entropy of one linear output, y in {0, 1}.</summary>
    Logistic,

    /// <summary>Cross-entropy of the softmax of the linear outputs.</summary>
    Softmax,
}

/// <summary>Loss and penalty l2/2 |theta|^2.</summary>
public sealed record LossSpec(LossKind Kind, double L2);

/// <summary>Distribution of the initial parameters.</summary>
public enum InitialisationKind
{
    /// <summary>N(0, scale^2), weights and biases alike.</summary>
    Normal,

    /// <summary>Uniform on [-scale, scale], weights and biases alike.</summary>
    Uniform,

    /// <summary>N(0, scale^2 2/(fan-in + fan-out)), biases 0.</summary>
    GlorotNormal,

    /// <summary>Uniform of half-width scale sqrt(6/(fan-in + fan-out)), biases 0.</summary>
    GlorotUniform,

    /// <summary>N(0, scale^2 2/fan-in), biases 0.</summary>
    HeNormal,

    /// <summary>N(0, scale^2/fan-in), biases 0.</summary>
    FanInNormal,
}

/// <summary>Initial parameters.</summary>
public sealed record InitialisationSpec(InitialisationKind Kind, double Scale);

/// <summary>Optimisation method of a phase.</summary>
public enum Method
{
    /// <summary>Gradient descent.</summary>
    GradientDescent,

    /// <summary>Gradient descent with heavy-ball momentum.</summary>
    Momentum,

    /// <summary>Nesterov's accelerated gradient with constant momentum.</summary>
    Nesterov,

    /// <summary>Adam (Kingma and Ba 2015), bias-corrected.</summary>
    Adam,

    /// <summary>Limited-memory BFGS.</summary>
    Lbfgs,

    /// <summary>Newton's method in a trust region.</summary>
    Newton,

    /// <summary>Levenberg-Marquardt.</summary>
    LevenbergMarquardt,
}

/// <summary>What is done with a run that ends in a saddle.</summary>
public enum SaddlePolicy
{
    /// <summary>It is kept as a class of saddles.</summary>
    Keep,

    /// <summary>It leaves along the most negative direction and goes on, at most five times.</summary>
    Escape,
}

/// <summary>Tolerances.</summary>
/// <param name="Distance">Two optima are the same at this distance, relative to their largest parameter, in natural units.</param>
/// <param name="Loss">Only optima within this loss difference are compared, in natural units.</param>
/// <param name="Zero">An eigenvalue is a zero mode within this fraction of the largest; null: where arithmetic cannot tell it from 0.</param>
/// <param name="Diverging">A run whose largest parameter, in natural units, exceeds this while its loss still falls is diverging.</param>
public sealed record ToleranceSpec(double Distance, double Loss, double? Zero, double Diverging);
