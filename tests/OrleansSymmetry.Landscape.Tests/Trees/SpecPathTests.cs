using System.Text;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Trees;

public sealed class SpecPathTests
{
    private static readonly SpecScalar Seven = new("7", false, new SpecOrigin(9));

    private static readonly SpecNode Tree = JsonSpec.Parse(Encoding.UTF8.GetBytes(
        """{ "problem": "xor", "network": { "hidden": [2, 3] }, "loss": null }"""));

    [Theory]
    [InlineData("network.hidden.1")]
    [InlineData("network.bias")]
    [InlineData("init.scale")]
    [InlineData("loss.l2")]
    [InlineData("problem.noise")]
    [InlineData("grid.network.hidden")]
    public void Value_that_was_set_is_found_again_and_the_tree_is_untouched(string path)
    {
        string before = Tree.ToString();
        SpecNode changed = SpecPath.Set(Tree, path, Seven, out string? objection);
        Assert.Null(objection);
        Assert.Equal(Seven, SpecPath.Find(changed, path));
        Assert.Equal(before, Tree.ToString());
    }

    [Fact]
    public void Problem_that_is_a_name_keeps_it_as_its_kind_when_it_gets_a_key()
    {
        SpecNode changed = SpecPath.Set(Tree, "problem.noise", Seven, out _);
        Assert.Equal("xor", Assert.IsType<SpecScalar>(SpecPath.Find(changed, "problem.kind")).Text);
    }

    [Theory]
    [InlineData("network.hidden.2", "an index from 0 to 1")]
    [InlineData("network.hidden.x", "an index from 0 to 1")]
    [InlineData("network..hidden", "single dots")]
    [InlineData("network.hidden.0.deep", "has no keys")]
    [InlineData("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", "has 17 keys")]
    public void Path_that_leads_nowhere_is_refused_with_a_reason(string path, string expected)
    {
        SpecPath.Set(Tree, path, Seven, out string? objection);
        Assert.Contains(expected, objection, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_that_was_removed_is_gone_and_another_stays()
    {
        SpecNode changed = SpecPath.Remove(Tree, "network.hidden");
        Assert.Null(SpecPath.Find(changed, "network.hidden"));
        Assert.NotNull(SpecPath.Find(changed, "problem"));
        Assert.NotNull(SpecPath.Find(Tree, "network.hidden"));
    }
}
