using OrleansSymmetry.Landscape.Published;

namespace OrleansSymmetry.Landscape.Tests.Published;

public sealed class VerificationRegistryTests
{
    [Fact]
    public void Names_differ_and_can_be_typed_on_a_command_line()
    {
        Assert.All(VerificationRegistry.All, each => Assert.Matches("^[a-z][a-z0-9-]*$", each.Name));
        Assert.Distinct(VerificationRegistry.All.Select(each => each.Name));
    }

    [Fact]
    public void Every_result_says_what_it_claims_in_a_sentence_and_where_it_stands() =>
        Assert.All(VerificationRegistry.All, each =>
        {
            Assert.EndsWith(".", each.Claim, StringComparison.Ordinal);
            Assert.Matches(@"\(?\d{4}\)?", each.Source);
        });

    [Theory]
    [InlineData(true, Verdict.Met)]
    [InlineData(false, Verdict.Missed)]
    public void Comparison_says_whether_the_published_figure_was_met(bool isMet, Verdict verdict)
    {
        Assert.Equal(verdict, Comparison.Of("k = 7", "classes", "5", "5", isMet).Verdict);
        Assert.Equal(Verdict.Told, Comparison.Told("k = 7", "classes", "5").Verdict);
    }

    [Theory]
    [InlineData(0.00004, 3, "0.000")]
    [InlineData(-0.00004, 3, "0.000")]
    [InlineData(-0.0006, 3, "-0.001")]
    [InlineData(1.5, 1, "1.5")]
    public void Number_that_rounds_to_zero_has_no_sign(double value, int decimals, string text) => Assert.Equal(text, Said.Decimals(value, decimals));

    /// <summary>Wilson's interval of 1 in 10 is [0.0179, 0.4042] (Brown, Cai and DasGupta 2001).</summary>
    [Fact]
    public void Share_comes_with_its_interval() => Assert.Equal("10.00 % [1.79, 40.42]", Said.Share(1, 10));
}
