using System.CommandLine.Parsing;
using System.Globalization;

namespace OrleansSymmetry.Client.Commands;

/// <summary>Reads positive numbers of the command line, with a message that says what is allowed.</summary>
internal static class PositiveNumber
{
    /// <summary>A parser of finite numbers greater than 0.</summary>
    internal static Func<ArgumentResult, double> From(string option, string example) => result =>
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0)
        {
            return number;
        }

        result.AddError($"{option} is {text}. It must be a number greater than 0, such as {example}.");
        return 0;
    };
}
