using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>All signed permutations of inputs and outputs, each tried on every sample.</summary>
internal static class BruteForceSamples
{
    public static IEnumerable<ProblemElement> Elements(LossLandscape landscape)
    {
        var data = (DataSet)landscape.Data;
        bool isSoftmax = landscape.Spec.Loss.Kind == LossKind.Softmax;
        double middle = landscape.Network.Head == OutputHead.Sigmoid || landscape.Spec.Loss.Kind == LossKind.Logistic ? 0.5 : 0;
        foreach (ColumnImage[] inputs in Signed(data.Inputs, mayNegate: true))
        {
            foreach (ColumnImage[] outputs in Signed(data.Outputs, mayNegate: !isSoftmax))
            {
                var element = new ProblemElement(outputs, inputs);
                if (Collection(data, element, middle).SequenceEqual(Collection(data, null, middle)))
                {
                    yield return element;
                }
            }
        }
    }

    /// <summary>Distinct samples, each with its total weight, in order.</summary>
    private static IEnumerable<(string Sample, long Weight)> Collection(DataSet data, ProblemElement? element, double middle) => Enumerable
        .Range(0, data.Samples)
        .Select(s => (
            Sample: string.Join(' ', Row(data.X, s, data.Inputs, element?.Inputs, 0).Concat(Row(data.Y, s, data.Outputs, element?.Outputs, middle))),
            Weight: data.Weights[s]))
        .GroupBy(sample => sample.Sample)
        .Select(group => (group.Key, (long)Math.Round(group.Sum(sample => sample.Weight) * 1e9)))
        .Order();

    private static IEnumerable<double> Row(double[] table, int row, int width, IReadOnlyList<ColumnImage>? images, double middle) =>
        Enumerable.Range(0, width).Select(column =>
        {
            ColumnImage image = images?[column] ?? new ColumnImage(column, 1);
            return (image.Sign * (table[(row * width) + image.Source] - middle)) + middle + 0.0;
        });

    private static IEnumerable<ColumnImage[]> Signed(int n, bool mayNegate) => Permutations([.. Enumerable.Range(0, n)]).SelectMany(
        sources => Enumerable.Range(0, mayNegate ? 1 << n : 1).Select(
            signs => sources.Select((source, i) => new ColumnImage(source, (signs >> i & 1) == 1 ? -1 : 1)).ToArray()));

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
