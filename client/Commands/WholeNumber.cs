using System.CommandLine.Parsing;
using System.Globalization;

namespace OrleansSymmetry.Client.Commands;

/// <summary>Reads whole numbers of the command line, with a message that says what is allowed.</summary>
internal static class WholeNumber
{
    /// <summary>A parser of numbers from <paramref name="least"/> to <paramref name="most"/>; an option without a value gives null.</summary>
    internal static Func<ArgumentResult, int?> From(string option, int least, int most, string meaning) =>
        Parser(option, least, most, string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}: {meaning}"));

    /// <summary>A parser of numbers from <paramref name="least"/> on; an option without a value gives null.</summary>
    internal static Func<ArgumentResult, int?> AtLeast(string option, int least, string meaning) =>
        Parser(option, least, int.MaxValue, string.Create(CultureInfo.InvariantCulture, $"of {least} or more: {meaning}"));

    private static Func<ArgumentResult, int?> Parser(string option, int least, int most, string allowed) => result =>
    {
        if (result.Tokens.Count == 0)
        {
            return null;
        }

        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{option} is {text}. It must be a whole number {allowed}.");
        return null;
    };
}
