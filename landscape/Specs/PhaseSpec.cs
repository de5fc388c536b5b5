namespace OrleansSymmetry.Landscape.Specs;

/// <summary>One phase of training: one record for each method, which holds the keys of that method alone.</summary>
/// <param name="Steps">Most steps.</param>
/// <param name="Gradient">The phase stops where the gradient's infinity norm, in natural units, is at most this; null: runs all its steps.</param>
public abstract record PhaseSpec(int Steps, double? Gradient)
{
    /// <summary>The method.</summary>
    public abstract Method Method { get; }

    /// <summary>The keys that the method takes besides `method`, `steps` and `gradient`, with their values, in the order of the canonical form.</summary>
    internal virtual IEnumerable<(PhaseKey Key, double Value)> Keys => [];
}

/// <summary>A phase of gradient descent.</summary>
/// <param name="Steps">Most steps.</param>
/// <param name="Step">Step size.</param>
/// <param name="Gradient">Where it stops; null: runs all its steps.</param>
public sealed record GradientDescentPhase(int Steps, double Step, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.GradientDescent;

    /// <inheritdoc/>
    internal override IEnumerable<(PhaseKey Key, double Value)> Keys => [(PhaseKey.Step, Step)];
}

/// <summary>A phase of gradient descent with heavy-ball momentum.</summary>
/// <param name="Steps">Most steps.</param>
/// <param name="Step">Step size.</param>
/// <param name="Momentum">Momentum factor.</param>
/// <param name="Gradient">Where it stops; null: runs all its steps.</param>
public sealed record MomentumPhase(int Steps, double Step, double Momentum, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.Momentum;

    /// <inheritdoc/>
    internal override IEnumerable<(PhaseKey Key, double Value)> Keys => [(PhaseKey.Step, Step), (PhaseKey.Momentum, Momentum)];
}

/// <summary>A phase of Nesterov's accelerated gradient.</summary>
/// <param name="Steps">Most steps.</param>
/// <param name="Step">Step size.</param>
/// <param name="Momentum">Momentum factor.</param>
/// <param name="Gradient">Where it stops; null: runs all its steps.</param>
public sealed record NesterovPhase(int Steps, double Step, double Momentum, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.Nesterov;

    /// <inheritdoc/>
    internal override IEnumerable<(PhaseKey Key, double Value)> Keys => [(PhaseKey.Step, Step), (PhaseKey.Momentum, Momentum)];
}

/// <summary>A phase of Adam.</summary>
/// <param name="Steps">Most steps.</param>
/// <param name="Step">Step size.</param>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Epsilon">Denominator's offset.</param>
/// <param name="Gradient">Where it stops; null: runs all its steps.</param>
public sealed record AdamPhase(int Steps, double Step, double Beta1, double Beta2, double Epsilon, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.Adam;

    /// <inheritdoc/>
    internal override IEnumerable<(PhaseKey Key, double Value)> Keys =>
        [(PhaseKey.Step, Step), (PhaseKey.Beta1, Beta1), (PhaseKey.Beta2, Beta2), (PhaseKey.Epsilon, Epsilon)];
}

/// <summary>A phase of limited-memory BFGS.</summary>
public sealed record LbfgsPhase(int Steps, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.Lbfgs;
}

/// <summary>A phase of Newton's method.</summary>
public sealed record NewtonPhase(int Steps, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.Newton;
}

/// <summary>A phase of Levenberg-Marquardt.</summary>
public sealed record LevenbergMarquardtPhase(int Steps, double? Gradient) : PhaseSpec(Steps, Gradient)
{
    /// <inheritdoc/>
    public override Method Method => Method.LevenbergMarquardt;
}
