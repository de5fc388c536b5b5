using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>
/// An SVG document: well-formed, readable without its picture (title and description), on white paper, the same bytes for the same data
/// in every culture.
/// </summary>
internal sealed partial class SvgPage : IDisposable
{
    /// <summary>Height of letters in the picture, in pixels.</summary>
    internal const double FontSize = 14;

    /// <summary>Height of letters in a title.</summary>
    internal const double TitleSize = 18;

    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Fonts = "Helvetica, Arial, 'DejaVu Sans', sans-serif";

    // A letter's mean advance for its height; on the wide side, so that what is laid out with it does not collide.
    private const double Advance = 0.58;

    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _xml;

    /// <summary>A page in pixels.</summary>
    internal SvgPage(double width, double height, string title, string description)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            CheckCharacters = false,
        };
        _xml = XmlWriter.Create(_bytes, settings);
        _xml.WriteStartElement("svg", Namespace);
        Attributes(
            ("width", width), ("height", height), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("role", "img"),
            ("font-family", Fonts), ("font-size", FontSize), ("fill", Palette.Ink));
        Words("title", title);
        Words("desc", description);
        Rectangle(0, 0, width, height, ("fill", Palette.Paper));
    }

    /// <summary>About how long letters are when written, in pixels.</summary>
    internal static double LengthOf(string letters, double size = FontSize) => letters.Length * size * Advance;

    /// <summary>Numbers within words as they are printed: -1.5e-07 becomes −1.5·10⁻⁷.</summary>
    internal static string Typeset(string words) => Numbers().Replace(words, number =>
    {
        string mantissa = number.Groups["mantissa"].Value.Replace('-', '−');
        if (!number.Groups["exponent"].Success)
        {
            return mantissa;
        }

        int exponent = int.Parse(number.Groups["exponent"].Value, CultureInfo.InvariantCulture);
        string power = "10" + new string([.. exponent.ToString(CultureInfo.InvariantCulture).Select(Raised)]);
        return mantissa switch
        {
            "1" => power,
            "−1" => "−" + power,
            _ => $"{mantissa}·{power}",
        };
    });

    /// <summary>A number with two decimals at most; a hundredth of a pixel cannot be seen.</summary>
    internal static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A rectangle.</summary>
    internal void Rectangle(double x, double y, double width, double height, params (string Name, object Value)[] style) =>
        Element("rect", [("x", x), ("y", y), ("width", width), ("height", height), .. style]);

    /// <summary>A straight line.</summary>
    internal void Line(double x1, double y1, double x2, double y2, params (string Name, object Value)[] style) =>
        Element("line", [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), .. style]);

    /// <summary>A circle.</summary>
    internal void Circle(double x, double y, double radius, params (string Name, object Value)[] style) =>
        Element("circle", [("cx", x), ("cy", y), ("r", radius), .. style]);

    /// <summary>A path; <see cref="SvgPath"/> writes one.</summary>
    internal void Path(string path, params (string Name, object Value)[] style) => Element("path", [("d", path), .. style]);

    /// <summary>A fill with all shades, the lowest at the foot.</summary>
    internal string ShadesUpwards()
    {
        const string Name = "shades";
        const int Stops = 16;
        _xml.WriteStartElement("linearGradient", Namespace);
        Attributes(("id", Name), ("x1", 0), ("y1", 1), ("x2", 0), ("y2", 0));
        for (int i = 0; i < Stops; i++)
        {
            double place = (double)i / (Stops - 1);
            Element("stop", [("offset", place.ToString("0.####", CultureInfo.InvariantCulture)), ("stop-color", Palette.Shade(place))]);
        }

        _xml.WriteEndElement();
        return $"url(#{Name})";
    }

    /// <summary>Letters at a point.</summary>
    internal void Text(double x, double y, string letters, params (string Name, object Value)[] style)
    {
        _xml.WriteStartElement("text", Namespace);
        Attributes([("x", x), ("y", y), .. style]);
        _xml.WriteString(Clean(letters));
        _xml.WriteEndElement();
    }

    /// <summary>What is drawn until <see cref="EndGroup"/> shares attributes.</summary>
    internal void BeginGroup(params (string Name, object Value)[] style)
    {
        _xml.WriteStartElement("g", Namespace);
        Attributes(style);
    }

    /// <summary>Ends what <see cref="BeginGroup"/> began.</summary>
    internal void EndGroup() => _xml.WriteEndElement();

    /// <summary>The document.</summary>
    internal string Close()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return Encoding.UTF8.GetString(_bytes.GetBuffer(), 0, (int)_bytes.Length) + "\n";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.Dispose();
        _bytes.Dispose();
    }

    // A minus sign stands at the start of a word: the hyphens of 2-3-1 are none.
    [GeneratedRegex(@"(?<![\w.\-])(?<mantissa>-?\d+(\.\d+)?)(e(?<exponent>[+\-]?\d+))?(?![\w\-]|\.\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();

    private static char Raised(char letter) => letter switch
    {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        >= '0' and <= '9' => (char)('⁰' + (letter - '0')),
        _ => letter,
    };

    // Labels may come from data files; XML has no letter for control characters.
    private static string Clean(string letters) => new([.. letters.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '�')]);

    private void Words(string element, string words)
    {
        _xml.WriteStartElement(element, Namespace);
        _xml.WriteString(Clean(words));
        _xml.WriteEndElement();
    }

    private void Element(string name, (string Name, object Value)[] attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, object Value)[] attributes)
    {
        foreach ((string name, object value) in attributes)
        {
            _xml.WriteAttributeString(name, value switch
            {
                double number => Number(number),
                int number => number.ToString(CultureInfo.InvariantCulture),
                Colour colour => colour.Css,
                _ => Clean(value.ToString() ?? string.Empty),
            });
        }
    }
}
