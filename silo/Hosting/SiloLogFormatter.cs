using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace OrleansSymmetry.Hosting;

/// <summary>
/// One line an event: time, level, who, what, and what the exceptions say. When a silo is lost the others meet hundreds of exceptions
/// that all mean the same; their stack traces are for <see cref="SiloLogOptions.Whole"/>.
/// </summary>
internal sealed class SiloLogFormatter(IOptions<SiloLogOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "silo";

    // Orleans tells the state of whole grains; what matters stands at the beginning.
    private const int LongestText = 400;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        for (Exception? fault = options.Value.Whole ? null : logEntry.Exception; fault is not null; fault = fault.InnerException)
        {
            if (!text.Contains(fault.Message, StringComparison.Ordinal))
            {
                text += $" {fault.GetType().Name}: {fault.Message}";
            }
        }

        text = options.Value.Whole ? $"{text} {logEntry.Exception}".TrimEnd() : Short(text.ReplaceLineEndings(" "));
        textWriter.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Value.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Level(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {text}"));
    }

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText)}...";

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}

/// <summary>How a silo logs.</summary>
internal sealed class SiloLogOptions : ConsoleFormatterOptions
{
    /// <summary>Whether events are told whole: with stack traces, at any length.</summary>
    public bool Whole { get; set; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;
}
