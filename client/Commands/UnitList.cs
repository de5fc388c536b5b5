using System.Globalization;

namespace OrleansSymmetry.Client.Commands;

/// <summary>Lists of whole numbers from 1 on the command line, such as 1,2,5.</summary>
internal static class UnitList
{
    /// <summary>The numbers.</summary>
    /// <param name="option">What gave them, for messages.</param>
    /// <param name="text">What the user typed.</param>
    /// <param name="what">What they number.</param>
    /// <exception cref="CommandException">They are none.</exception>
    internal static int[] Read(string option, string text, string what)
    {
        string[] words = text.Split(',', StringSplitOptions.TrimEntries);
        int[] numbers = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] < 1)
            {
                throw CommandException.WrongInput($"{option} is {text}. It must be {what}, counted from 1 and separated by commas, such as 1,2.");
            }
        }

        return numbers;
    }
}
