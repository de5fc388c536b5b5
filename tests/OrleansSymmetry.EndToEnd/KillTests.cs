using OrleansSymmetry.EndToEnd.Kills;

namespace OrleansSymmetry.EndToEnd;

/// <summary>Six rows of the kill matrix at moments that a fixed seed decides.</summary>
[Trait("Tier", "kills")]
public sealed class KillTests(KillTests.Undisturbed undisturbed) : IClassFixture<KillTests.Undisturbed>
{
    private const int Runs = 32768;
    private const int Seed = 20261128;

    /// <summary>The limits are those of a quiet machine; the tests must hold on any.</summary>
    private const double Slack = 4;

    [Theory]
    [InlineData("silo")]
    [InlineData("coordinator")]
    [InlineData("coordinator-unwatched")]
    [InlineData("two")]
    [InlineData("all")]
    [InlineData("redis")]
    public async Task Sweep_is_taken_up_in_time_and_ends_in_the_bytes_of_an_undisturbed_one_after(string happened)
    {
        KillRow row = await undisturbed.Matrix.Try(KillEvent.All.Single(each => each.Name == happened), round: 1);

        TestContext.Current.SendDiagnosticMessage($"{row}");
        Assert.Empty(row.Faults);
    }

    /// <summary>The sweep of one process, which all rows are held against.</summary>
    public sealed class Undisturbed : IAsyncLifetime
    {
        internal KillMatrix Matrix { get; } = new(Runs, Seed, Slack, logs: null);

        public async ValueTask InitializeAsync() => await Matrix.Prepare();

        public ValueTask DisposeAsync()
        {
            Matrix.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
