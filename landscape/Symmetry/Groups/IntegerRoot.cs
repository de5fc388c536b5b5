namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>Roots of whole degree by arithmetic alone: those of the platform's library differ between machines.</summary>
internal static class IntegerRoot
{
    /// <summary>The number x with x^<paramref name="degree"/> = <paramref name="value"/>, by Newton's iteration from above.</summary>
    /// <param name="value">0 or more, finite.</param>
    /// <param name="degree">1 or more.</param>
    public static double Of(double value, int degree)
    {
        if (degree == 1 || value == 0)
        {
            return value;
        }

        if (degree == 2)
        {
            return Math.Sqrt(value);
        }

        double root = Math.Max(1, value);
        while (true)
        {
            double power = 1;
            for (int k = 1; k < degree; k++)
            {
                power *= root;
            }

            double next = (((degree - 1) * root) + (value / power)) / degree;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
