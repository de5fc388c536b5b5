namespace OrleansSymmetry.Contracts;

/// <summary>What a sweep's ID can be: keys come from whoever asks, and name what is read from the store.</summary>
public static class SweepKey
{
    /// <summary>A name of 64 letters, a dash, eight digits.</summary>
    public const int Longest = 73;

    /// <summary>Whether a text can be a sweep's ID. Anything else is answered without a look into the store.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: > 0 and <= Longest }
        && text.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterLower(letter) || letter is '.' or '_' or '-');
}
