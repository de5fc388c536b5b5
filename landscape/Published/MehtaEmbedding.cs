using System.Globalization;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>
/// The embedding theorem: a stationary point of a network with h hidden units is one of the network with h + 1 when all weights
/// of the extra unit are zero. Every class of a census is embedded and the gradient looked at; and how the number of minima
/// falls as the penalty grows.
/// </summary>
public sealed class MehtaEmbedding : Verification
{
    private const int Seeds = 2048;

    /// <summary>The runs themselves end within this; the larger network adds one exact zero to every sum.</summary>
    private const double GradientTolerance = 1e-11;

    private static readonly int[] Widths = [1, 2, 3];
    private static readonly double[] Penalties = [1e-4, 1e-3, 1e-2, 1e-1, 1];

    /// <inheritdoc/>
    public override string Name => "mehta";

    /// <inheritdoc/>
    public override string Claim =>
        "Every stationary point with h tanh units is one with h + 1, all weights of the extra unit zero; a larger penalty leaves fewer minima.";

    /// <inheritdoc/>
    public override string Source => "Mehta, Zhao, Bernal and Wales, Phys. Rev. E 97, 052307 (2018), arXiv 1804.02411";

    /// <inheritdoc/>
    public override IEnumerable<Comparison> Run(SeedTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        foreach (int width in Widths)
        {
            foreach (double penalty in Penalties)
            {
                string subject = string.Create(CultureInfo.InvariantCulture, $"XOR 2-{width}-1, l2 {penalty}");
                LossLandscape landscape = Landscape(width, penalty);
                LossLandscape larger = Landscape(width + 1, penalty);
                IReadOnlyList<RunRecord> runs = training.Train(subject, landscape, 0, Seeds);
                LandscapeReport census = SeedTraining.Census(landscape, Modulo.NetworkAndProblem, runs);
                var evaluation = new PointEvaluation(larger.CreateObjective());
                double largest = 0;
                double change = 0;
                foreach (RunRecord run in census.Classes.Select(found => runs[(int)found.RepresentativeSeed]))
                {
                    double[] embedded = Embed(landscape.Network, larger.Network, run.Theta);
                    var gradient = new double[embedded.Length];
                    change = Math.Max(change, Math.Abs(evaluation.Gradient(embedded, gradient) - run.Loss));
                    largest = gradient.Aggregate(largest, (size, part) => Math.Max(size, Math.Abs(part)));
                }

                yield return Comparison.Of(
                    subject, "largest gradient, embedded", Said.Scientific(largest), $"0 +- {Said.Scientific(GradientTolerance)}",
                    largest <= GradientTolerance);
                yield return Comparison.Of(
                    subject, "largest change of the loss", Said.Scientific(change), $"0 +- {Said.Scientific(GradientTolerance)}", change <= GradientTolerance);
                yield return Comparison.Told(
                    subject, "minima modulo network and problem", Said.Count(census.Classes.Count(found => found.Kind == "minimum")));
            }
        }
    }

    private static LossLandscape Landscape(int width, double penalty) => SeedTraining.Landscapes(string.Create(CultureInfo.InvariantCulture, $$"""
        { 'name': 'mehta', 'problem': 'xor', 'network': { 'hidden': [{{width}}] }, 'loss': { 'kind': 'mse', 'l2': {{penalty:R}} }, 'seeds': '0..0',
          'train': [ { 'method': 'adam', 'steps': 2000, 'step': 0.01 }, { 'method': 'newton', 'steps': 500, 'gradient': 1e-11 } ] }
        """))[0].Landscape;

    private static double[] Embed(Network network, Network larger, double[] theta)
    {
        NetworkWeights weights = NetworkWeights.Read(network, theta);
        NetworkWeights embedded = NetworkWeights.Read(larger, new double[larger.ParameterCount]);
        weights.Matrices[0].CopyTo(embedded.Matrices[0], 0);
        weights.Biases[0]!.CopyTo(embedded.Biases[0]!, 0);
        weights.Matrices[1].CopyTo(embedded.Matrices[1], 0);
        weights.Biases[1]!.CopyTo(embedded.Biases[1]!, 0);
        return embedded.ToTheta(larger);
    }
}
