using OrleansSymmetry.Landscape.Published;

namespace OrleansSymmetry.Landscape.Tests.Published;

public sealed class SafranShamirTableTests
{
    public static TheoryData<int> Sizes => [.. SafranShamirTable.Classes.Keys];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Classes_of_a_size_are_minima_that_the_published_runs_found(int k)
    {
        IReadOnlyList<SafranShamirClass> classes = SafranShamirTable.Classes[k];
        Assert.All(classes, found => Assert.Equal(k, found.Isotropy.Sum()));
        Assert.All(classes, found => Assert.InRange(found.MinEigenvalue, 0, found.MaxEigenvalue));
        Assert.All(classes, found => Assert.True(found.Hits2018 + found.Hits2020 > 0));
        Assert.InRange(classes.Sum(found => found.Hits2018), 1, 1000);
        Assert.InRange(classes.Sum(found => found.Hits2020), 1, 500);
    }

    /// <summary>The orbit of a class under permutations of the inputs has k!/prod p_i! members.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Classes_modulo_neurons_alone_are_as_many_as_the_isotropy_leaves(int k) =>
        Assert.All(
            SafranShamirTable.Classes[k],
            found => Assert.Equal(found.Isotropy.Aggregate(Factorial(k), (rest, size) => rest / Factorial(size)), found.ClassesModuloNeuronsOnly));

    [Fact]
    public void Isotropy_is_named_as_a_census_names_it() =>
        Assert.Equal("S_1 x S_5", new SafranShamirClass([1, 5], 0, 0, 0, 0, 0, 6).IsotropyName);

    private static long Factorial(int n) => Enumerable.Range(1, n).Aggregate(1L, (product, i) => product * i);
}
