namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>
/// The loss of k ReLU units against the orthonormal teacher of k units by the arc-cosine kernel of order 1 (Cho and Saul 2009),
/// E[relu(w.x) relu(v.x)] = |w| |v| (sin t + (pi - t) cos t) / (2 pi), written with the platform's functions.
/// </summary>
internal static class ArcCosineLoss
{
    public static double Of(double[] w, int k)
    {
        double[][] student = [.. Enumerable.Range(0, k).Select(i => w[(i * k)..((i + 1) * k)])];
        double[][] teacher = [.. Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Select(j => i == j ? 1.0 : 0.0).ToArray())];
        return (0.5 * Sum(student, student)) - Sum(student, teacher) + (0.5 * Sum(teacher, teacher));
    }

    private static double Sum(double[][] a, double[][] b) => a.Sum(w => b.Sum(v => Kernel(w, v)));

    private static double Kernel(double[] w, double[] v)
    {
        double lengths = Math.Sqrt(w.Sum(x => x * x)) * Math.Sqrt(v.Sum(x => x * x));
        if (lengths == 0)
        {
            return 0;
        }

        // |w x v| by Lagrange's identity: accurate where the angle is small.
        double dot = w.Zip(v, (x, y) => x * y).Sum();
        double cross = 0;
        for (int i = 0; i < w.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double minor = (w[i] * v[j]) - (w[j] * v[i]);
                cross += minor * minor;
            }
        }

        double t = Math.Atan2(Math.Sqrt(cross), dot);
        return lengths * (Math.Sin(t) + ((Math.PI - t) * Math.Cos(t))) / (2 * Math.PI);
    }
}
