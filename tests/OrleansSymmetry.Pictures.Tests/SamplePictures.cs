namespace OrleansSymmetry.Pictures.Tests;

/// <summary>One of each picture, of functions that can be checked by hand.</summary>
internal static class SamplePictures
{
    private const int Points = 51;

    /// <summary>Two ridges between equal ends: 0.06 + 4 h t (1 - t) with h = 0.25 and 0.1, and the critical point below the first.</summary>
    internal static LinePlot Ridges { get; } = new(
        "Loss from class 1 to its copies",
        "t",
        "loss",
        [Ridge("units 1, 2", 0.25), Ridge("units 1, 3", 0.1)],
        [
            new Mark("class 1", 0, 0.06), new Mark("copy", 1, 0.06), new Mark("middle", 0.5, 0.31), new Mark("ridge", 0.5, 0.31),
            new Mark("critical point", 0.5, 0.22),
        ]);

    /// <summary>Six orders of magnitude; the value at t = 0.5 is 0.</summary>
    internal static LinePlot Logarithmic { get; } = new(
        "Loss on a logarithmic axis",
        "t",
        "loss",
        [
            new Curve(
                "10^(-12 (1/2 - |t - 1/2|))",
                Grid(Points, 0, 1),
                [.. Grid(Points, 0, 1).Select(t => t == 0.5 ? 0 : (double?)Math.Pow(10, -12 * (0.5 - Math.Abs(t - 0.5))))]),
        ],
        [],
        Logarithmic: true);

    /// <summary>More ridges than there are dashes: 0.06 + 4 h t (1 - t) with h = 0.05, 0.1, ..., 0.3.</summary>
    internal static LinePlot ManyRidges { get; } = new(
        "Six ridges", "t", "loss", [.. Enumerable.Range(1, 6).Select(i => Ridge($"ridge {i}", 0.05 * i))], []);

    /// <summary>Five classes; naive above the diagonal (row + column), aligned below it (a tenth of that), one pair without a value.</summary>
    internal static HeatMap Barriers { get; } = Matrix(5);

    /// <summary>More classes than cells that can hold figures.</summary>
    internal static HeatMap ManyBarriers { get; } = Matrix(24);

    /// <summary>(x - 1)^2 + 4 (y - 0.5)^2 + 0.01 on a grid of 41 x 17: the minimum is right of the middle and above it.</summary>
    internal static ContourMap Bowl { get; } = new(
        "A bowl",
        Grid(41, -3, 3),
        Grid(17, -1, 1),
        [.. Grid(17, -1, 1).SelectMany(y => Grid(41, -3, 3).Select(x => (double?)(((x - 1) * (x - 1)) + (4 * (y - 0.5) * (y - 0.5)) + 0.01)))])
    {
        XName = "first direction",
        YName = "second direction",
        ValueName = "loss",
        Logarithmic = true,
        Marks = [new Mark("minimum", 1, 0.5), new Mark("corner", -3, -1)],
    };

    /// <summary>x^2 - y^2 with a corner where it has no value: the level 0 crosses itself in a saddle.</summary>
    internal static ContourMap Saddle { get; } = new(
        "A saddle with a corner cut out",
        Grid(31, -1, 1),
        Grid(31, -1, 1),
        [.. Grid(31, -1, 1).SelectMany(y => Grid(31, -1, 1).Select(x => x > 0.5 && y > 0.5 ? (double?)null : (x * x) - (y * y)))])
    {
        ValueName = "height",
        Marks = [new Mark("saddle", 0, 0)],
    };

    /// <summary>Two negative eigenvalues, three zeros, and positive ones over five orders of magnitude.</summary>
    internal static SpectrumPlot Spectrum { get; } = new(
        "Spectrum at the middle",
        [-0.3, -2e-3, 1e-12, -3e-11, 0, 1.5e-4, 2e-3, 0.01, 0.012, 0.011, 0.3, 0.3, 0.3, 1.2, 4.5, 12],
        zeroUpTo: 1e-7);

    /// <summary>XOR with a wasted third unit.</summary>
    internal static NetworkDrawing Network { get; } = new(
        "2-3-1 tanh, class 1",
        [
            new DrawnLayer("input", [new DrawnUnit("x1"), new DrawnUnit("x2")], []),
            new DrawnLayer(
                "layer 1",
                [new DrawnUnit("1", 0.5931), new DrawnUnit("2", -0.5931), new DrawnUnit("3", 0, IsWasted: true)],
                [1.2345, -1.2345, 0.8, 0.75, 0.02, 0]),
            new DrawnLayer("output", [new DrawnUnit("y", -0.1234)], [2.5, -1.75, 0]),
        ]);

    /// <summary>A layer that is too large to be drawn whole.</summary>
    internal static NetworkDrawing LargeNetwork { get; } = new(
        "4-128-3 relu",
        [
            new DrawnLayer("input", [.. new[] { "sepal length", "sepal width", "petal length", "petal width" }.Select(name => new DrawnUnit(name))], []),
            new DrawnLayer("layer 1", Units(128, bias: true), Wave(4 * 128)),
            new DrawnLayer("output", [.. new[] { "setosa", "versicolor", "virginica" }.Select(name => new DrawnUnit(name, 0.25))], Wave(3 * 128)),
        ]);

    /// <summary>So many even steps from one number to another.</summary>
    internal static double[] Grid(int count, double from, double to) => [.. Enumerable.Range(0, count).Select(i => from + (i * (to - from) / (count - 1)))];

    private static Curve Ridge(string name, double height) =>
        new(name, Grid(Points, 0, 1), [.. Grid(Points, 0, 1).Select(t => (double?)(0.06 + (4 * height * t * (1 - t))))]);

    private static HeatMap Matrix(int count) => new(
        "Barriers between classes",
        "barrier",
        [.. Enumerable.Range(1, count).Select(rank => $"#{rank}")],
        [.. Enumerable.Range(0, count * count).Select(place => (double?)((place / count, place % count) switch
        {
            (0, 3) => double.NaN,
            var (row, column) when row == column => 0,
            var (row, column) when row < column => 0.1 * (row + column),
            var (row, column) => 0.01 * (row + column),
        }))])
    {
        Above = "naive",
        Below = "aligned",
    };

    private static DrawnUnit[] Units(int count, bool bias) => [.. Enumerable.Range(1, count).Select(i => new DrawnUnit($"{i}", bias ? i / 100.0 : null))];

    private static double[] Wave(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 7 % 13) - 6) / 4.0)];
}
