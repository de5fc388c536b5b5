namespace OrleansSymmetry.Pictures;

/// <summary>Colours that stay apart for the colour-blind and, for the shades, in grey.</summary>
internal static class Palette
{
    internal static readonly Colour Ink = Colour.Of(0x222222);
    internal static readonly Colour QuietInk = Colour.Of(0x595959);
    internal static readonly Colour GridLine = Colour.Of(0xe2e2e2);
    internal static readonly Colour Wasted = Colour.Of(0x9a9a9a);
    internal static readonly Colour Paper = Colour.Of(0xffffff);

    /// <summary>Positive figures, beside <see cref="Negative"/> (blue and vermilion of Okabe and Ito).</summary>
    internal static readonly Colour Positive = Colour.Of(0x0072b2);

    /// <summary>Negative figures, beside <see cref="Positive"/>.</summary>
    internal static readonly Colour Negative = Colour.Of(0xd55e00);

    // Okabe and Ito, "Color Universal Design" (2008), without yellow, which white paper swallows.
    private static readonly Colour[] OfCurves =
        [Colour.Of(0x0072b2), Colour.Of(0xd55e00), Colour.Of(0x009e73), Colour.Of(0xcc79a7), Colour.Of(0xe69f00), Colour.Of(0x56b4e9)];

    // Viridis at 16 even steps (van der Walt and Smith 2015, public domain); between them the map is straight to a unit or two of 255.
    private static readonly int[] Viridis =
    [
        0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e,
        0x1f988b, 0x22a884, 0x35b779, 0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xfde725,
    ];

    /// <summary>The colour of the curve with this number; colours repeat, so curves also differ in their dashes.</summary>
    internal static Colour OfCurve(int number) => OfCurves[number % OfCurves.Length];

    /// <summary>A shade for a place between 0 (dark) and 1 (bright).</summary>
    internal static Colour Shade(double place)
    {
        double scaled = Math.Clamp(place, 0, 1) * (Viridis.Length - 1);
        int below = Math.Min((int)scaled, Viridis.Length - 2);
        Colour from = Colour.Of(Viridis[below]);
        Colour to = Colour.Of(Viridis[below + 1]);
        double share = scaled - below;
        return new Colour(Mix(from.Red, to.Red, share), Mix(from.Green, to.Green, share), Mix(from.Blue, to.Blue, share));
    }

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (share * (to - from)));
}
