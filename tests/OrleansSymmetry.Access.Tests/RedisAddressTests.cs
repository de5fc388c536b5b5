namespace OrleansSymmetry.Access.Tests;

public sealed class RedisAddressTests
{
    private const string Secret = "correct-horse";

    [Theory]
    [InlineData("127.0.0.1:6379", "127.0.0.1:6379")]
    [InlineData("redis.example:6380,ssl=true,user=census,password=correct-horse", "redis.example:6380")]
    [InlineData("one:1,two:2,password=correct-horse=", "one:1,two:2")]
    [InlineData("[::1]:6379", "[::1]:6379")]
    public void Address_is_shown_by_its_endpoints_alone(string text, string shown) => Assert.Equal(shown, $"{RedisAddress.Parse(text)}");

    [Theory]
    [InlineData("redis://:correct-horse@host:6379")]
    [InlineData("password=correct-horse")]
    [InlineData("host:6379,password=correct,horse")]
    [InlineData("host:6379,pasword=correct-horse")]
    [InlineData("host:6379,ssl=correct-horse")]
    [InlineData("host:correct-horse")]
    [InlineData("correct-horse@host:6379")]
    [InlineData("")]
    public void Text_that_is_no_address_is_refused_without_being_quoted(string text)
    {
        AccessException refused = Assert.Throws<AccessException>(() => RedisAddress.Parse(text));

        Assert.StartsWith("--redis ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("must be HOST:PORT", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", $"{refused}", StringComparison.Ordinal);
    }

    [Fact]
    public void Password_of_the_environment_is_taken_and_not_shown()
    {
        var address = RedisAddress.Parse("host:6379", Secret);

        Assert.Equal(Secret, address.ToOptions().Password);
        Assert.DoesNotContain(
            Secret, $"{address} {new ClusterAccess(address, null)} {address.Unreached(new TimeoutException("late"))}", StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_password_is_told_from_a_server_that_is_not_there()
    {
        var address = RedisAddress.Parse("host:6379");

        Assert.Contains("refuses the password", address.Unreached(new InvalidOperationException("NOAUTH Authentication required.")), StringComparison.Ordinal);
        Assert.Contains("does not answer", address.Unreached(new TimeoutException("late")), StringComparison.Ordinal);
    }
}
