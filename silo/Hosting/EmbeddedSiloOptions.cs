namespace OrleansSymmetry.Hosting;

/// <summary>A silo inside another program.</summary>
public sealed record EmbeddedSiloOptions
{
    /// <summary>Folder of the census store; made when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Compute threads; null: as many as cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether warnings go to standard error. Standard output stays the caller's alone.</summary>
    public bool Verbose { get; init; }

    /// <summary>
    /// Whether spans are printed by OpenTelemetry's console exporter. It writes to <see cref="Console.Out"/>, so a caller whose
    /// standard output is data sets <see cref="Console.SetOut"/> to standard error first.
    /// </summary>
    public bool Trace { get; init; }

    /// <summary>Adds services that go before the silo's own.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = _ => { };
}
