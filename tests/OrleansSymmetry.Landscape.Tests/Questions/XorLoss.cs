namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>The penalised mean squared error of a 2-2-1 tanh network on signed XOR, written out.</summary>
internal static class XorLoss
{
    public static double Of(double[] w, double l2)
    {
        double sum = 0;
        foreach ((double x, double y) in new[] { (-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0) })
        {
            double first = Math.Tanh((w[0] * x) + (w[1] * y) + w[4]);
            double second = Math.Tanh((w[2] * x) + (w[3] * y) + w[5]);
            double error = (w[6] * first) + (w[7] * second) + w[8] + (x * y);
            sum += error * error / 4;
        }

        return sum + (l2 / 2 * w.Sum(entry => entry * entry));
    }
}
