using System.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>The outline of a path, in pixels.</summary>
internal sealed class SvgPath
{
    private readonly StringBuilder _letters = new();

    /// <summary>Whether nothing was drawn.</summary>
    internal bool IsEmpty => _letters.Length == 0;

    /// <summary>Lifts the pen and sets it down.</summary>
    internal SvgPath Move(double x, double y) => Step('M', x, y);

    /// <summary>Draws a straight line.</summary>
    internal SvgPath Draw(double x, double y) => Step('L', x, y);

    /// <summary>Goes back to where the pen was set down.</summary>
    internal SvgPath Shut()
    {
        _letters.Append('Z');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _letters.ToString();

    private SvgPath Step(char command, double x, double y)
    {
        _letters.Append(command).Append(SvgPage.Number(x)).Append(' ').Append(SvgPage.Number(y));
        return this;
    }
}
