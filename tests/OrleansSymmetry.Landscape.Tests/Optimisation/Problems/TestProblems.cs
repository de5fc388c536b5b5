namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>All of them.</summary>
public static class TestProblems
{
    public static IReadOnlyList<TestProblem> All { get; } =
        [new Quadratic(), new Rosenbrock(), new Himmelblau(), new Beale(), new IndefiniteQuartic(), new Powell()];

    public static TestProblem Named(string name) => All.Single(problem => problem.ToString() == name);

    public static TheoryData<string> Names => [.. All.Select(problem => problem.ToString())];
}
