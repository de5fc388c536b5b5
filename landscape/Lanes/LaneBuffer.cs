using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansSymmetry.Landscape.Lanes;

/// <summary>
/// An array of lane vectors: entry i holds one quantity of eight seeds, one seed per lane.
/// The storage is pinned and aligned to a cache line, so no load or store straddles two lines.
/// </summary>
public sealed class LaneBuffer
{
    /// <summary>Seeds per vector. Fixed, whatever the width of the machine's registers.</summary>
    public const int LaneCount = 8;

    private const int Alignment = 64;

    private readonly double[] _storage;
    private readonly int _offset;

    /// <summary>Allocates <paramref name="length"/> vectors of zeros.</summary>
    public LaneBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _storage = GC.AllocateArray<double>((length + 1) * LaneCount, pinned: true);
        nuint misalignment = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(_storage, 0) % Alignment;
        _offset = misalignment == 0 ? 0 : (int)((Alignment - misalignment) / sizeof(double));
    }

    /// <summary>Number of vectors.</summary>
    public int Length { get; }

    /// <summary>The vectors.</summary>
    public Span<LaneVector> Vectors =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<double, LaneVector>(ref _storage[_offset]), Length);

    /// <summary>The same storage as doubles: entry i of lane l stands at i * 8 + l.</summary>
    public Span<double> Doubles => _storage.AsSpan(_offset, Length * LaneCount);

    /// <summary>Copies one lane's entries out.</summary>
    public void CopyLaneTo(int lane, Span<double> destination)
    {
        ReadOnlySpan<double> doubles = Doubles;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = doubles[(i * LaneCount) + lane];
        }
    }

    /// <summary>Sets one lane's entries.</summary>
    public void SetLane(int lane, ReadOnlySpan<double> source)
    {
        Span<double> doubles = Doubles;
        for (int i = 0; i < source.Length; i++)
        {
            doubles[(i * LaneCount) + lane] = source[i];
        }
    }
}
