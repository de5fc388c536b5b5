using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>The methods a phase can name.</summary>
internal static class LaneMethods
{
    /// <summary>The method of a phase, with working memory of its own.</summary>
    public static LaneMethod Create(PhaseSpec phase, ILaneObjective objective) => phase switch
    {
        GradientDescentPhase descent => new GradientDescent(objective, descent),
        MomentumPhase momentum => new HeavyBall(objective, momentum),
        NesterovPhase nesterov => new Nesterov(objective, nesterov),
        AdamPhase adam => new Adam(objective, adam),
        LbfgsPhase => new Lbfgs(objective, phase.Gradient),
        NewtonPhase => objective.ParameterCount <= Newton.MostParameters
            ? new Newton(objective, phase.Gradient)
            : new TruncatedNewton(objective, phase.Gradient),
        LevenbergMarquardtPhase => new LevenbergMarquardt(objective, phase.Gradient),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Unknown method."),
    };
}
