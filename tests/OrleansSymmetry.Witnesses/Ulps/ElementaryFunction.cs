using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>A function of <see cref="LaneMath"/> in both its forms.</summary>
/// <param name="Lanes">On eight numbers.</param>
/// <param name="Scalar">On one.</param>
public sealed record ElementaryFunction(Func<LaneVector, LaneVector> Lanes, Func<double, double> Scalar)
{
    /// <summary>All of one argument, by their names in the tables.</summary>
    public static IReadOnlyDictionary<string, ElementaryFunction> All { get; } = new Dictionary<string, ElementaryFunction>
    {
        ["exp"] = new(LaneMath.Exp, LaneMath.Exp),
        ["expm1"] = new(LaneMath.Expm1, LaneMath.Expm1),
        ["log"] = new(LaneMath.Log, LaneMath.Log),
        ["log1p"] = new(LaneMath.Log1p, LaneMath.Log1p),
        ["tanh"] = new(LaneMath.Tanh, LaneMath.Tanh),
        ["sigmoid"] = new(LaneMath.Sigmoid, LaneMath.Sigmoid),
        ["softplus"] = new(LaneMath.Softplus, LaneMath.Softplus),
        ["erf"] = new(LaneMath.Erf, LaneMath.Erf),
        ["erfc"] = new(LaneMath.Erfc, LaneMath.Erfc),
        ["normalDistribution"] = new(LaneMath.NormalDistribution, LaneMath.NormalDistribution),
        ["expOfMinusSquare"] = new(LaneMath.ExpOfMinusSquare, LaneMath.ExpOfMinusSquare),
        ["sin"] = new(LaneMath.Sin, LaneMath.Sin),
        ["cos"] = new(LaneMath.Cos, LaneMath.Cos),
        ["atan"] = new(LaneMath.Atan, LaneMath.Atan),
    };
}
