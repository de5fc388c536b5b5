using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>How a truth value is written as a number.</summary>
public enum BitCoding
{
    /// <summary>-1 and +1, inputs and targets alike.</summary>
    PlusMinusOne,

    /// <summary>0 and 1, inputs and targets alike.</summary>
    ZeroOne,
}

/// <summary>The truth table of odd parity: the target is true where an odd number of the inputs is.</summary>
internal static class BitTable
{
    public static Vocabulary<BitCoding> Codings { get; } = new(("signed", BitCoding.PlusMinusOne), ("binary", BitCoding.ZeroOne));

    /// <summary>All 2^bits rows, counting up with the first input as the highest bit, with equal weights.</summary>
    public static DataSet Parity(int bits, BitCoding coding)
    {
        int samples = 1 << bits;
        double no = coding == BitCoding.PlusMinusOne ? -1 : 0;
        double[] x = new double[samples * bits];
        double[] y = new double[samples];
        for (int s = 0; s < samples; s++)
        {
            int ones = 0;
            for (int bit = 0; bit < bits; bit++)
            {
                bool set = ((s >> (bits - 1 - bit)) & 1) == 1;
                x[(s * bits) + bit] = set ? 1 : no;
                ones += set ? 1 : 0;
            }

            y[s] = ones % 2 == 1 ? 1 : no;
        }

        return new DataSet(x, y, SampleWeights.Equal(samples), bits, 1);
    }
}
