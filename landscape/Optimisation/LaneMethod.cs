using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>
/// An optimisation method that works on eight seeds at once, one per lane. A lane's trajectory is a function of its start
/// alone, to the bit: it does not depend on its lane, on its neighbours or on what the lane held before.
/// One method is one file in Optimisation/Methods and one line of <c>LaneMethods</c>.
/// </summary>
internal abstract class LaneMethod
{
    private readonly LaneVector _tolerance;
    private readonly bool _hasTolerance;
    private LaneVector[]? _gradientScales;

    /// <param name="objective">What is minimised; the method is its only user while it steps.</param>
    /// <param name="gradient">A lane ends where its gradient's infinity norm is at most this; null: it runs all its steps.</param>
    protected LaneMethod(ILaneObjective objective, double? gradient)
    {
        Objective = objective;
        ParameterCount = objective.ParameterCount;
        Theta = new LaneBuffer(ParameterCount);
        Gradient = new LaneBuffer(ParameterCount);
        _hasTolerance = gradient.HasValue;
        _tolerance = Vector512.Create(gradient ?? -1);
    }

    /// <summary>The parameters of the eight seeds.</summary>
    public LaneBuffer Theta { get; }

    /// <summary>The parameters that each lane has reached: what a phase hands on.</summary>
    public virtual LaneBuffer Reached => Theta;

    /// <summary>The loss where the last step began, or where it led if the method knows.</summary>
    public LaneVector Loss { get; protected set; }

    /// <summary>
    /// Makes the method test its gradient in natural units, each entry times its factor, although it works in those of the sweep. Not called:
    /// the gradient as it is.
    /// </summary>
    /// <param name="units">The natural units.</param>
    public void StopInUnitsOf(NaturalUnits units)
    {
        if (!units.AreTheUsers)
        {
            LossUnit = Vector512.Create(units.Loss);
            _gradientScales = units.GradientScales;
        }
    }

    /// <summary>What is minimised.</summary>
    protected ILaneObjective Objective { get; }

    /// <summary>Number of parameters P.</summary>
    protected int ParameterCount { get; }

    /// <summary>The natural unit of the loss: a loss far below it is near 0, and its rounding is that of the unit.</summary>
    protected LaneVector LossUnit { get; private set; } = LaneVector.One;

    /// <summary>The gradient that the last step used.</summary>
    protected LaneBuffer Gradient { get; }

    /// <summary>Makes the lane's state new: its entries of <see cref="Theta"/> have been set to a start.</summary>
    public abstract void Reset(int lane);

    /// <summary>
    /// One step of all lanes. A lane that ends here has reached the parameters at which it ended; a lane that ended earlier and
    /// was not reset may hold anything. Allocates nothing.
    /// </summary>
    public abstract LaneEnds Step();

    /// <summary>Tests a loss and the gradient that belongs to it.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="gradient">P entries.</param>
    /// <param name="ended">All bits set in the lanes that end.</param>
    protected LaneEnds StoppingTest(LaneVector loss, ReadOnlySpan<LaneVector> gradient, out LaneVector ended)
    {
        if (!_hasTolerance)
        {
            // Without a tolerance the gradient's norm is not needed: where it is not finite, the next loss is not.
            LaneVector sound = LaneNorm.IsFinite(loss);
            ended = ~sound;
            return new LaneEnds(0, 0, LaneEnds.Bits(ended));
        }

        LaneVector norm = GradientNorm(gradient);
        LaneVector finite = LaneNorm.IsFinite(loss) & LaneNorm.IsFinite(norm);
        LaneVector converged = finite & IsConverged(norm);
        ended = ~finite | converged;
        return new LaneEnds(LaneEnds.Bits(converged), 0, LaneEnds.Bits(~finite));
    }

    /// <summary>The gradient's infinity norm in natural units.</summary>
    protected LaneVector GradientNorm(ReadOnlySpan<LaneVector> gradient) =>
        _gradientScales is null ? LaneNorm.Infinity(gradient) : LaneNorm.Infinity(gradient, _gradientScales);

    /// <summary>Lanes whose gradient norm is within tolerance.</summary>
    protected LaneVector IsConverged(LaneVector norm) => Vector512.LessThanOrEqual(norm, _tolerance);

    /// <summary>Sets one lane's entry of a vector of state.</summary>
    protected static LaneVector With(LaneVector vector, int lane, double value) => vector.WithElement(lane, value);
}
