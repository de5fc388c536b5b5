using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>The methods a phase can name.</summary>
internal static class LaneMethods
{
    /// <summary>The method of a phase, with working memory of its own.</summary>
    public static LaneMethod Create(PhaseSpec phase, ILaneObjective objective) => phase.Method switch
    {
        Method.GradientDescent => new GradientDescent(objective, phase),
        Method.Momentum => new HeavyBall(objective, phase),
        Method.Nesterov => new Nesterov(objective, phase),
        Method.Adam => new Adam(objective, phase),
        Method.Lbfgs => new Lbfgs(objective, phase),
        Method.Newton => objective.ParameterCount <= Newton.MostParameters ? new Newton(objective, phase) : new TruncatedNewton(objective, phase),
        Method.LevenbergMarquardt => new LevenbergMarquardt(objective, phase),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase.Method, "Unknown method."),
    };
}
