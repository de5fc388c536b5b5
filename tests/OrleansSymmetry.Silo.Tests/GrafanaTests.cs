using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using OrleansSymmetry.Grains.Telemetry;

namespace OrleansSymmetry.Silo.Tests;

public sealed partial class GrafanaTests
{
    [Fact]
    public void Every_instrument_that_the_board_draws_is_one_that_a_silo_has_and_every_one_is_drawn()
    {
        HashSet<string> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == CensusTelemetry.Name)
                {
                    instruments.Add(PrometheusName(instrument));
                }
            },
        };
        listener.Start();
        using var metrics = new CensusMetrics();

        string board = File.ReadAllText(Path.Combine(Repository(), "dashboards", "grafana", "census.json"));
        HashSet<string> drawn = [.. Name().Matches(board).Select(match => match.Value)];

        Assert.Equal(instruments.Order(), drawn.Order());
    }

    /// <summary>As OpenTelemetry's exporter writes it: dots are underscores, the unit and the kind are suffixes.</summary>
    private static string PrometheusName(Instrument instrument)
    {
        string suffix = instrument switch
        {
            ObservableCounter<long> => "_total",
            Histogram<double> => "_seconds_bucket",
            _ => string.Empty,
        };
        return instrument.Name.Replace('.', '_') + suffix;
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrleansSymmetry.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }

    [GeneratedRegex("symmetry_[a-z_]+")]
    private static partial Regex Name();
}
