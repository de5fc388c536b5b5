using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Silo.Tests.Hosting;

public sealed class SiloLogFormatterTests
{
    private static readonly Exception Fault = Thrown(
        new InvalidOperationException("The message was not sent.", Thrown(new TimeoutException("Nobody\nanswers."))));

    [Fact]
    public void Event_with_exceptions_is_one_line_of_what_they_say()
    {
        string line = Written("A silo is lost", whole: false);

        Assert.EndsWith(
            "Z warn: Orleans.Runtime[7] A silo is lost InvalidOperationException: The message was not sent. TimeoutException: Nobody answers.\n",
            line,
            StringComparison.Ordinal);
        Assert.Equal(1, line.Count(letter => letter == '\n'));
    }

    [Fact]
    public void Event_is_cut_unless_it_is_to_be_told_whole()
    {
        string text = new('x', 5000);

        Assert.InRange(Written(text, whole: false).Length, 400, 500);
        string whole = Written(text, whole: true);
        Assert.Contains(text, whole, StringComparison.Ordinal);
        Assert.Contains($"at {typeof(SiloLogFormatterTests).FullName}.{nameof(Thrown)}", whole, StringComparison.Ordinal);
    }

    private static string Written(string text, bool whole)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(LogLevel.Warning, "Orleans.Runtime", new EventId(7), text, Fault, (state, _) => state);
        new SiloLogFormatter(Options.Create(new SiloLogOptions { Whole = whole })).Write(entry, null, writer);
        return writer.ToString();
    }

    /// <summary>With a stack trace.</summary>
    private static Exception Thrown(Exception fault)
    {
        try
        {
            throw fault;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
