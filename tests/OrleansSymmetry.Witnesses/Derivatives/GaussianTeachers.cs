using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Witnesses.Textbook;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>The exact Gaussian ReLU objective against its definition in 31 digits, and its spectrum at the global minimum.</summary>
internal static class GaussianTeachers
{
    private const string Section = "The Gaussian ReLU objective (d inputs, k students, n teachers; random unless said)";
    private const double Bound = 1e-12;
    private const int LargestSpectrum = 20;

    /// <summary>Far from 0 the value is a difference of sums of k^2 kernels, of which the objective promises ten digits.</summary>
    private const double HeightBound = 1e-11;

    private static readonly (int D, int K, int N, double L2)[] Shapes =
        [(4, 4, 4, 0), (3, 5, 4, 0), (5, 2, 3, 0.3), (6, 3, 4, 0), (4, 3, 7, 0), (2, 6, 1, 0.1)];

    public static IEnumerable<Witness> All { get; } =
    [
        .. from shape in Shapes
           from part in new[] { "value", "gradient", "product", "Hessian" }
           select new Witness(
               Section,
               $"d = {shape.D}, k = {shape.K}, n = {shape.N}, l2 = {shape.L2:0.#}: {part} against its definition",
               Bound,
               () => Definition(shape.D, shape.K, shape.N, shape.L2, part)),
        new(Section, "d = 4, k = 4, n = 4: Hessian against its closed form", Bound, () => Closed(4, 4, 4)),
        new(Section, "d = 5, k = 3, n = 6: Hessian against its closed form", Bound, () => Closed(5, 3, 6)),
        .. from k in Enumerable.Range(2, LargestSpectrum - 1)
           select new Witness(Section, $"orthonormal teacher, d = k = n = {k}: spectrum at the global minimum", Bound, () => Spectrum(k)),
        new(Section, "orthonormal teacher, k = 2..20: exchange of two units, 1/4 - 1/(2 pi)", HeightBound, Height),
    ];

    /// <summary>The objective of a teacher.</summary>
    public static GaussianTeacherObjective Objective(int inputs, int students, double[] teacher, double l2 = 0) => new(
        new Network(inputs, [students], 1, ActivationRegistry.Create("relu"), bias: false, fixedOutputWeights: true),
        new GaussianTeacher(teacher, inputs),
        LossKind.HalfMse,
        l2);

    /// <summary>The identity matrix, row-major.</summary>
    public static double[] Identity(int k) => [.. Enumerable.Range(0, k * k).Select(i => i / k == i % k ? 1.0 : 0.0)];

    /// <summary>The spectrum at W = I of the orthonormal teacher with k = d = n, by the representation theory of S_k, ascending.</summary>
    public static double[] OrthonormalSpectrum(int k)
    {
        double shift = 1 / (2 * Math.PI);
        if (k == 2)
        {
            return [0.25 - shift, 0.25 + shift, 0.75 - shift, 0.75 + shift];
        }

        var values = new List<double>();
        values.AddRange(Enumerable.Repeat(0.25 - shift, k * (k - 1) / 2));
        values.AddRange(Enumerable.Repeat(0.25 + shift, k * (k - 3) / 2));
        double sum = 0.5 + (k / 4.0), product = (k / 16.0) + 0.125 - Math.Pow(0.25 - shift, 2);
        double root = Math.Sqrt((sum * sum / 4) - product);
        values.AddRange(Enumerable.Repeat((sum / 2) + root, k - 1));
        values.AddRange(Enumerable.Repeat(product / ((sum / 2) + root), k - 1));
        double a = 0.5 + ((k - 1) * shift), d = (k / 4.0) + shift, bc = (k - 1) / 16.0;
        double middle = (a + d) / 2, radius = Math.Sqrt(((a - d) * (a - d) / 4) + bc);
        values.Add(middle + radius);
        values.Add(middle - radius);
        return [.. values.Order()];
    }

    private static double Definition(int d, int k, int n, double l2, string part)
    {
        const int lane = 2;
        (double[] teacher, LaneBuffer theta, LaneBuffer direction) = Draw(d, k, n);
        var errors = DerivativeErrors.Of(Objective(d, k, teacher, l2), theta, direction, lane, new TextbookGaussian(teacher, d, l2).Value);
        return part switch { "value" => errors.Value, "gradient" => errors.Gradient, "product" => errors.Product, _ => errors.Hessian };
    }

    private static double Closed(int d, int k, int n)
    {
        const int lane = 5;
        (double[] teacher, LaneBuffer theta, _) = Draw(d, k, n);
        double[] found = Hessian(Objective(d, k, teacher), theta, lane);
        return DerivativeErrors.Relative(new TextbookGaussian(teacher, d, 0).Hessian(DerivativeErrors.Lane(theta, lane)), found);
    }

    private static double Spectrum(int k)
    {
        var theta = new LaneBuffer(k * k);
        theta.SetLane(0, Identity(k));
        double[] hessian = Hessian(Objective(k, k, Identity(k)), theta, 0);
        return DerivativeErrors.Relative(OrthonormalSpectrum(k), SymmetricMatrix.Eigenvalues(hessian, k * k));
    }

    private static double Height()
    {
        double worst = 0;
        for (int k = 2; k <= LargestSpectrum; k++)
        {
            double[] midpoint = Identity(k);
            midpoint[0] = midpoint[1] = midpoint[k] = midpoint[k + 1] = 0.5;
            var theta = new LaneBuffer(k * k);
            theta.SetLane(0, midpoint);
            double height = Objective(k, k, Identity(k)).Value(theta.Vectors)[0];
            worst = Math.Max(worst, Math.Abs((height / (0.25 - (1 / (2 * Math.PI)))) - 1));
        }

        return worst;
    }

    private static double[] Hessian(GaussianTeacherObjective objective, LaneBuffer theta, int lane)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        objective.Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        return DerivativeErrors.Lane(hessian, lane);
    }

    private static (double[] Teacher, LaneBuffer Theta, LaneBuffer Direction) Draw(int d, int k, int n)
    {
        var random = new Random((100 * d) + (10 * k) + n);
        double[] teacher = RandomCase.Normals(random, n * d, 1);
        var theta = new LaneBuffer(k * d);
        RandomCase.Normals(random, theta.Doubles.Length, 1).CopyTo(theta.Doubles);
        var direction = new LaneBuffer(k * d);
        RandomCase.Normals(random, direction.Doubles.Length, 1).CopyTo(direction.Doubles);
        return (teacher, theta, direction);
    }
}
