using System.Globalization;

namespace OrleansSymmetry.Pictures;

/// <summary>A colour of the screen.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>As CSS writes it.</summary>
    public string Css => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Black or white, whichever can be read on this colour (relative luminance of WCAG 2, threshold of equal contrast).</summary>
    internal Colour Ink => Luminance > 0.179 ? new Colour(0x11, 0x11, 0x11) : new Colour(0xff, 0xff, 0xff);

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>From 0xRRGGBB.</summary>
    internal static Colour Of(int code) => new((byte)(code >> 16), (byte)(code >> 8), (byte)code);

    private static double Linear(byte part)
    {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
