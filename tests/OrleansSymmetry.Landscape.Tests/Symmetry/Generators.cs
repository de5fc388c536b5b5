using CsCheck;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>Random landscapes, points and group elements.</summary>
internal static class Generators
{
    /// <summary>Landscapes of one to three hidden layers of every activation; linear units mix, and have generators of their own.</summary>
    public static Gen<LossLandscape> Landscape { get; } = Gen.Select(
        Gen.Int[1, 3],
        Gen.Int[1, 4].List[1, 3],
        Gen.Int[1, 3],
        Gen.OneOfConst<string>([.. ActivationRegistry.Names.Where(name => !ActivationRegistry.Create(name, 0.1).IsLinear)]),
        Gen.Bool,
        Gen.OneOfConst(0.0, 0.01),
        Gen.OneOfConst(LossKind.Mse, LossKind.Softmax),
        Gen.Bool)
        .Select((inputs, hidden, outputs, activation, bias, l2, loss, fixedOutput) => TestLandscape.Of(
            inputs, hidden, loss == LossKind.Softmax ? outputs + 1 : outputs, activation, bias, l2, loss, fixedOutput && loss == LossKind.Mse))
        .Where(landscape => SymmetrySupport.Refusal(landscape) is null);

    /// <summary>A landscape, a point of it and a group element.</summary>
    public static Gen<(LossLandscape Landscape, double[] Theta, GroupElement Element)> Moved { get; } =
        from landscape in Landscape
        from theta in Point(landscape)
        from element in Element(SymmetryGroup.Of(landscape))
        select (landscape, theta, element);

    /// <summary>Entries of absolute value 0.1 to 2, so that no unit vanishes and none coincide.</summary>
    public static Gen<double[]> Point(LossLandscape landscape) =>
        Gen.Int[100_000, 2_000_000].Select(Gen.Bool, (size, isNegative) => (isNegative ? -size : size) / 1e6)
            .Array[landscape.Network.ParameterCount];

    public static Gen<GroupElement> Element(SymmetryGroup group) =>
        Gen.ULong.Select(seed => Element(group, new Random((int)(seed % int.MaxValue))));

    public static GroupElement Element(SymmetryGroup group, Random random)
    {
        UnitElement[][] units = [.. group.Layers.Select(layer =>
        {
            int[] sources = [.. Enumerable.Range(0, layer.Width)];
            random.Shuffle(sources);
            return sources.Select(source => Unit(layer, source, random)).ToArray();
        })];
        int columns = group.Network.Layers[^1].Inputs + (group.Network.Layers[^1].HasBiases ? 1 : 0);
        double[]? shift = group.CentresSoftmax ? [.. Enumerable.Range(0, columns).Select(_ => random.NextDouble() - 0.5)] : null;
        return new GroupElement(group, units, shift);
    }

    private static UnitElement Unit(LayerSymmetry layer, int source, Random random)
    {
        int sign = layer.HasFlip && random.Next(2) == 1 ? -1 : 1;
        int halfTurns = layer.HasPhase ? random.Next(-3, 4) : 0;
        if (layer.Unit == UnitSymmetry.FixedPhase)
        {
            halfTurns = (2 * halfTurns) + (sign < 0 ? 1 : 0);
        }

        return new UnitElement(source, new UnitForm(sign, halfTurns), layer.ScaleDegree > 0 ? 0.25 + (2 * random.NextDouble()) : 1);
    }

    /// <summary>
    /// A gauge moves the scale of scale-free layers into the last one, where several layers of square units leave 1e-8 of it: within the
    /// tolerance of no outgoing weight at all, and so of a point whose units of equal direction can be exchanged and stand in any order.
    /// </summary>
    public static bool IsGeneric(ComparableForm form, double tolerance) =>
        form.Weights.Matrices.All(matrix => matrix.All(weight => Math.Abs(weight) > 100 * tolerance));
}
