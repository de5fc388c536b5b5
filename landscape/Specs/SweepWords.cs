using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>The vocabularies of a sweep file.</summary>
public static class SweepWords
{
    /// <summary>loss.kind.</summary>
    public static Vocabulary<LossKind> Losses { get; } =
        new(
            ("mse", LossKind.Mse),
            ("half-mse", LossKind.HalfMse),
            ("log-cosh", LossKind.LogCosh),
            ("logistic", LossKind.Logistic),
            ("softmax", LossKind.Softmax));

    /// <summary>init.kind.</summary>
    public static Vocabulary<InitialisationKind> Initialisations { get; } = new(
        ("normal", InitialisationKind.Normal),
        ("uniform", InitialisationKind.Uniform),
        ("glorot-normal", InitialisationKind.GlorotNormal),
        ("glorot-uniform", InitialisationKind.GlorotUniform),
        ("he-normal", InitialisationKind.HeNormal),
        ("fan-in-normal", InitialisationKind.FanInNormal));

    /// <summary>train.N.method.</summary>
    public static Vocabulary<Method> Methods { get; } = new(
        ("gd", Method.GradientDescent),
        ("momentum", Method.Momentum),
        ("nesterov", Method.Nesterov),
        ("adam", Method.Adam),
        ("lbfgs", Method.Lbfgs),
        ("newton", Method.Newton),
        ("levenberg-marquardt", Method.LevenbergMarquardt));

    /// <summary>network.output.</summary>
    public static Vocabulary<OutputHead> Heads { get; } =
        new(("linear", OutputHead.Linear), ("sigmoid", OutputHead.Sigmoid), ("tanh", OutputHead.Tanh));

    /// <summary>saddles.</summary>
    public static Vocabulary<SaddlePolicy> SaddlePolicies { get; } =
        new(("keep", SaddlePolicy.Keep), ("escape", SaddlePolicy.Escape));

    /// <summary>modulo.</summary>
    public static Vocabulary<Modulo> Modulos { get; } =
        new(("network", Modulo.Network), ("network+problem", Modulo.NetworkAndProblem));

    /// <summary>problem.target of a data file.</summary>
    public static Vocabulary<TargetRule> TargetRules { get; } =
        new(("auto", TargetRule.Auto), ("number", TargetRule.Number), ("class", TargetRule.Class));
}
