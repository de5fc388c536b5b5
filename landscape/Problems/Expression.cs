using System.Globalization;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A function of x written as text: + - * / ^, brackets, exp, log, sin, cos, tanh, erf, sqrt, abs, numbers, pi and x.
/// ^ binds tighter than a sign before it and to the right: -x^2 = -(x^2), 2^3^2 = 2^9.
/// </summary>
public sealed class Expression
{
    private const int LongestText = 1000;

    // Deeper nesting than anyone writes, far below what a thread's stack holds.
    private const int DeepestNesting = 64;
    private const double LargestRepeatedPower = 1024;

    private static readonly Dictionary<string, Func<double, double>> Functions = new(StringComparer.Ordinal)
    {
        ["exp"] = LaneMath.Exp,
        ["log"] = LaneMath.Log,
        ["sin"] = LaneMath.Sin,
        ["cos"] = LaneMath.Cos,
        ["tanh"] = LaneMath.Tanh,
        ["erf"] = LaneMath.Erf,
        ["sqrt"] = Math.Sqrt,
        ["abs"] = Math.Abs,
    };

    private readonly Func<double, double> _function;

    private Expression(Func<double, double> function) => _function = function;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It is none; the message names the column and what is expected there.</exception>
    public static Expression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            throw new FormatException($"It has {text.Length} characters; at most {LongestText} are allowed.");
        }

        var parser = new Parser(text);
        return new Expression(parser.ParseAll());
    }

    /// <summary>Its value at x; NaN or infinite where it has none.</summary>
    public double At(double x) => _function(x);

    /// <summary>a^b: products for whole exponents, so that negative bases have powers; else exp(b log a).</summary>
    private static double Power(double a, double b)
    {
        if (b == Math.Floor(b) && Math.Abs(b) <= LargestRepeatedPower)
        {
            double product = 1;
            double square = a;
            for (int rest = (int)Math.Abs(b); rest > 0; rest >>= 1)
            {
                product *= (rest & 1) == 1 ? square : 1;
                square *= square;
            }

            return b < 0 ? 1 / product : product;
        }

        return a == 0 && b > 0 ? 0 : LaneMath.Exp(b * LaneMath.Log(a));
    }

    /// <summary>Recursive descent: sum = product {+- product}, product = signed {*/ signed}, signed = {+-} power, power = atom [^ signed].</summary>
    private sealed class Parser(string text)
    {
        private int _at;
        private int _depth;

        public Func<double, double> ParseAll()
        {
            Func<double, double> function = Sum();
            return Peek() == '\0' ? function : throw Unexpected("an operator or the end");
        }

        private Func<double, double> Sum()
        {
            Func<double, double> left = Product();
            while (Peek() is '+' or '-')
            {
                char sign = text[_at++];
                Func<double, double> a = left;
                Func<double, double> b = Product();
                left = sign == '+' ? x => a(x) + b(x) : x => a(x) - b(x);
            }

            return left;
        }

        private Func<double, double> Product()
        {
            Func<double, double> left = Signed();
            while (Peek() is '*' or '/')
            {
                char sign = text[_at++];
                Func<double, double> a = left;
                Func<double, double> b = Signed();
                left = sign == '*' ? x => a(x) * b(x) : x => a(x) / b(x);
            }

            return left;
        }

        private Func<double, double> Signed()
        {
            if (++_depth > DeepestNesting)
            {
                throw new FormatException($"At column {_at + 1} it nests deeper than {DeepestNesting} levels.");
            }

            Func<double, double> result;
            if (Peek() is '+' or '-')
            {
                bool minus = text[_at++] == '-';
                Func<double, double> inner = Signed();
                result = minus ? x => -inner(x) : inner;
            }
            else
            {
                result = Atom();
                if (Peek() == '^')
                {
                    _at++;
                    Func<double, double> a = result;
                    Func<double, double> b = Signed();
                    result = x => Power(a(x), b(x));
                }
            }

            _depth--;
            return result;
        }

        private Func<double, double> Atom()
        {
            char next = Peek();
            int start = _at;
            if (next == '(')
            {
                _at++;
                Func<double, double> inner = Sum();
                return Peek() == ')' ? Skip(inner) : throw Unexpected("a closing bracket");
            }

            if (char.IsAsciiLetter(next))
            {
                while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
                {
                    _at++;
                }

                return Name(text[start.._at], start);
            }

            if (char.IsAsciiDigit(next) || next == '.')
            {
                return Number();
            }

            throw Unexpected("a number, x, a function or a bracket");
        }

        private Func<double, double> Name(string name, int start)
        {
            if (name == "x")
            {
                return x => x;
            }

            if (name == "pi")
            {
                return _ => Math.PI;
            }

            if (!Functions.TryGetValue(name, out Func<double, double>? function))
            {
                throw new FormatException($"At column {start + 1} is {name}; the known names are x, pi, {string.Join(", ", Functions.Keys)}.");
            }

            if (Peek() != '(')
            {
                throw Unexpected($"the bracket of {name}(...)");
            }

            _at++;
            Func<double, double> argument = Sum();
            return Peek() == ')' ? Skip(x => function(argument(x))) : throw Unexpected("a closing bracket");
        }

        private Func<double, double> Number()
        {
            int start = _at;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
            {
                _at++;
            }

            if (_at < text.Length && text[_at] is 'e' or 'E')
            {
                int digits = _at + 1;
                digits += digits < text.Length && text[digits] is '+' or '-' ? 1 : 0;
                if (digits < text.Length && char.IsAsciiDigit(text[digits]))
                {
                    _at = digits;
                    while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                    {
                        _at++;
                    }
                }
            }

            string written = text[start.._at];
            return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? _ => value
                : throw new FormatException($"At column {start + 1} is {written}, which is no finite number.");
        }

        private Func<double, double> Skip(Func<double, double> result)
        {
            _at++;
            return result;
        }

        private char Peek()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            return _at < text.Length ? text[_at] : '\0';
        }

        private FormatException Unexpected(string expected) => new(
            Peek() == '\0'
                ? $"At column {text.Length + 1} it ends; {expected} is expected there."
                : $"At column {_at + 1} is {text[_at]}; {expected} is expected there.");
    }
}
