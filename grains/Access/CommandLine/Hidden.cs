using System.Text.RegularExpressions;

namespace OrleansSymmetry.Access.CommandLine;

/// <summary>What may be shown of a text that a user typed: a message about a slip of the pen quotes it, password and all.</summary>
public static partial class Hidden
{
    /// <summary>The text with dots in place of what stands after "password=".</summary>
    public static string Passwords(string text) => Password().Replace(text, "$1...");

    [GeneratedRegex("(password\\s*=\\s*)[^,'\"\\s]*", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
