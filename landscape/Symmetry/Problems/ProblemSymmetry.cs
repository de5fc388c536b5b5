using System.Globalization;
using System.Numerics;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Symmetry.Problems;

/// <summary>
/// The symmetries of a problem: all signed permutations of the inputs, with signed permutations of the outputs to match, that
/// leave the data, hence the objective with any penalty, unchanged. Found from the data alone.
/// </summary>
public sealed class ProblemSymmetry
{
    private readonly SampleTable _table;

    private ProblemSymmetry(SampleTable table)
    {
        _table = table;
        Order = new TableSearch(table).Order(out IReadOnlyList<ProblemElement> generators);
        Name = Describe(Order, generators);
    }

    /// <summary>Number of symmetries.</summary>
    public BigInteger Order { get; }

    /// <summary>"S_6" where it is all permutations of six inputs, and so on; else "order N".</summary>
    public string Name { get; }

    /// <summary>n_0.</summary>
    public int Inputs => _table.Inputs;

    /// <summary>Finds the symmetries of a landscape's data.</summary>
    public static ProblemSymmetry Find(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return new ProblemSymmetry(SampleTable.Of(landscape));
    }

    /// <summary>All of them, one by one: for problems with few.</summary>
    public IEnumerable<ProblemElement> Elements() => ElementsFrom(new TableSearch(_table));

    /// <summary>A search with its own working memory.</summary>
    internal TableSearch Search() => new(_table);

    /// <summary>
    /// A subgroup in words: "S_1 x S_5" where it is all permutations within blocks of inputs and changes no sign and no output,
    /// else its order.
    /// </summary>
    /// <param name="order">Number of elements.</param>
    /// <param name="generators">Elements that generate it.</param>
    internal string Describe(BigInteger order, IReadOnlyList<ProblemElement> generators)
    {
        int[] block = [.. Enumerable.Range(0, Inputs)];
        foreach (ProblemElement generator in generators)
        {
            for (int place = 0; place < Inputs; place++)
            {
                Join(block, block[place], block[generator.Inputs[place].Source]);
            }
        }

        int[] sizes = [.. block.GroupBy(root => root).Select(found => found.Count()).Order()];
        BigInteger permutations = sizes.Aggregate(BigInteger.One, (product, size) => product * Factorial(size));
        return permutations == order && generators.All(KeepsSignsAndOutputs)
            ? string.Join(" x ", sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"S_{size}")))
            : string.Create(CultureInfo.InvariantCulture, $"order {order}");
    }

    private static IEnumerable<ProblemElement> ElementsFrom(TableSearch search)
    {
        if (search.Depth == search.Columns)
        {
            yield return search.Element;
        }

        foreach (ColumnImage image in search.Candidates().ToArray())
        {
            if (!search.TryPush(image))
            {
                continue;
            }

            int depth = search.Depth;
            foreach (ProblemElement element in ElementsFrom(search))
            {
                yield return element;
            }

            search.PopTo(depth - 1);
        }
    }

    private static bool KeepsSignsAndOutputs(ProblemElement element) =>
        element.Inputs.All(image => image.Sign == 1)
        && element.Outputs.Select((image, place) => image == new ColumnImage(place, 1)).All(isKept => isKept);

    private static void Join(int[] block, int from, int to)
    {
        for (int i = 0; i < block.Length && from != to; i++)
        {
            block[i] = block[i] == from ? to : block[i];
        }
    }

    private static BigInteger Factorial(int n)
    {
        BigInteger product = BigInteger.One;
        for (int i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }
}
