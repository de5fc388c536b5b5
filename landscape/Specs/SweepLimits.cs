
namespace OrleansSymmetry.Landscape.Specs;

/// <summary>The largest sweep that is accepted. Each limit is there so that a slip of the pen is refused and not attempted.</summary>
public static class SweepLimits
{
    /// <summary>Hidden layers of a network.</summary>
    public const int HiddenLayers = 8;

    /// <summary>Units of a layer.</summary>
    public const int Width = 4096;

    /// <summary>Parameters of a network: a dense Hessian of 4 000 is verified, first-order methods reach this far.</summary>
    public const int Parameters = 20_000;

    /// <summary>
    /// Parameters of a network that levenberg-marquardt trains: a compute thread holds two matrices of them for
    /// eight seeds, half a gigabyte each at this size. Newton's method does without a matrix in large networks.
    /// </summary>
    public const int SecondOrderParameters = 3_000;

    /// <summary>Samples times inputs of a data set.</summary>
    public const long DataEntries = 4_096_000;

    /// <summary>Seeds of a sweep.</summary>
    public const long Seeds = 100_000_000;

    /// <summary>The largest seed, 2^53 - 1: every seed survives a reader that knows only doubles.</summary>
    public const long LargestSeed = (1L << 53) - 1;

    /// <summary>Landscapes of a sweep: a report of so many is no longer read by a person.</summary>
    public const int Landscapes = 1024;

    /// <summary>Phases of training.</summary>
    public const int Phases = 32;

    /// <summary>Steps of one phase.</summary>
    public const int Steps = 50_000_000;

    /// <summary>Data files of a sweep.</summary>
    public const int DataFiles = 16;

    /// <summary>Bytes of all data files of a sweep: with the sweep itself they travel in one message of at most 100 MB.</summary>
    public const int DataFilesBytes = 80 << 20;

    /// <summary>Bytes that reading a sweep may go through: each problem that differs from the others reads its file anew.</summary>
    public const long BytesRead = 512L << 20;

    /// <summary>
    /// Numbers that all data sets of a sweep hold together, and multiplications that setting their targets takes, by the hundred:
    /// a check of a sweep is a matter of seconds, whoever wrote it.
    /// </summary>
    public const long BuildingWork = 2 * DataEntries;

    /// <summary>Bytes of a sweep file.</summary>
    public const int FileBytes = 1 << 20;

    /// <summary>Bytes of one data file.</summary>
    public const int DataFileBytes = 64 << 20;
}
