namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Brings the columns of a table to mean 0 and population standard deviation 1.</summary>
internal static class Standardisation
{
    /// <summary>Standardises x [sample, column] in place; a constant column becomes 0.</summary>
    public static void Apply(double[] x, int samples, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            double sum = 0;
            bool constant = true;
            for (int s = 0; s < samples; s++)
            {
                sum += x[(s * columns) + column];
                constant &= x[(s * columns) + column] == x[column];
            }

            double mean = sum / samples;
            double squares = 0;
            for (int s = 0; s < samples; s++)
            {
                double deviation = x[(s * columns) + column] - mean;
                squares += deviation * deviation;
            }

            double spread = Math.Sqrt(squares / samples);
            for (int s = 0; s < samples; s++)
            {
                // Rounding of the mean would give a constant column a spurious spread; hence the test of equality.
                double deviation = x[(s * columns) + column] - mean;
                x[(s * columns) + column] = constant || spread == 0 ? 0 : deviation / spread;
            }
        }
    }
}
