using System.Text;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Trees;

public sealed class JsonSpecTests
{
    [Fact]
    public void Tree_has_the_values_in_their_order_and_each_knows_its_line()
    {
        SpecMap root = Assert.IsType<SpecMap>(Parse("""
            { "a": [1,
              "1"],
              "b": { "a": true } }
            """));
        Assert.Equal(["a", "b"], root.Entries.Select(entry => entry.Key));
        SpecList list = Assert.IsType<SpecList>(root.Find("a"));
        Assert.Equal([new SpecScalar("1", false, new SpecOrigin(1)), new SpecScalar("1", true, new SpecOrigin(2))], list.Items);
        Assert.Equal(new SpecOrigin(3), root.Entries[1].KeyOrigin);
        Assert.Equal(new SpecScalar("true", false, new SpecOrigin(3)), SpecPath.Find(root, "b.a"));
    }

    /// <summary>The reader of maps refuses it; a tree that kept only one of them could not.</summary>
    [Fact]
    public void Key_that_is_written_twice_stands_in_the_tree_twice()
    {
        SpecMap root = Assert.IsType<SpecMap>(Parse("""{ "a": 1, "a": 2 }"""));
        Assert.Equal(["1", "2"], root.Entries.Select(entry => Assert.IsType<SpecScalar>(entry.Value).Text));
    }

    [Theory]
    [InlineData("{ 'a': ", "is not JSON (line 1)")]
    [InlineData("{ 'a': 1 }\n}", "(line 2)")]
    [InlineData("", "is not JSON")]
    public void Text_that_is_no_document_is_refused_with_its_line(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Parse(text.Replace('\'', '"'))).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_is_read_up_to_the_limit_and_refused_beyond_it()
    {
        Assert.IsType<SpecList>(Parse(Nested(TreeLimits.Depth)));
        Assert.Throws<InvalidDataException>(() => Parse(Nested(TreeLimits.Depth + 1)));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    private static SpecNode Parse(string text) => JsonSpec.Parse(Encoding.UTF8.GetBytes(text));
}
