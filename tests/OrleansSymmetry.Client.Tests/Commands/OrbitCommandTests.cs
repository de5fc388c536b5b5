using System.Text.Json;
using OrleansSymmetry.Client.Commands;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class OrbitCommandTests
{
    [Theory]
    [InlineData("orbit-52.txt", "52")]
    [InlineData("orbit-tanh.txt", "784-52-10", "--activation", "tanh")]
    [InlineData("orbit-relu.txt", "2-3-1", "--activation", "relu")]
    [InlineData("orbit-enough.txt", "7", "--computers", "1", "--per-second", "1", "--years", "1")]
    public async Task Copies_read_as_agreed(string golden, params string[] args)
    {
        using var shell = new Shell();

        Assert.Equal(ExitCode.Done, await shell.Run(["orbit", .. args]));

        Assert.Empty(shell.Error);
        GoldenFile.Check(golden, shell.Output);
    }

    [Fact]
    public async Task Json_holds_the_order_exactly()
    {
        using var shell = new Shell();

        Assert.Equal(ExitCode.Done, await shell.Run("orbit", "784-512-512-10", "--activation", "relu", "--json", "-"));

        JsonElement root = JsonDocument.Parse(shell.OutputBytes).RootElement;
        JsonElement group = root.GetProperty("group");
        System.Numerics.BigInteger factorial = Enumerable.Range(1, 512).Aggregate(System.Numerics.BigInteger.One, (product, i) => product * i);
        Assert.Equal((factorial * factorial).ToString(null, null), group.GetProperty("order").GetString());
        Assert.Equal(1024, root.GetProperty("gaugeDimension").GetInt32());
        Assert.Equal(669_706, root.GetProperty("parameters").GetInt32());
    }
}
