using CsCheck;

namespace OrleansSymmetry.Landscape.Tests.Hostile;

/// <summary>Bytes as an attacker makes them of good ones: a few overwritten, cut out, doubled, put in, or the end cut off.</summary>
internal static class Mutation
{
    private static readonly byte[] Telling = [0, 1, 0x7f, 0x80, 0xff, .. "{}[]\":,'-.eE0129 \n\\#&*!|>%@"u8];

    public static Gen<byte[]> Of(byte[] good) => Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, good.Length - 1],
        Gen.Int[1, 64],
        Gen.OneOf(Gen.OneOfConst(Telling), Gen.Byte).Array[1, 12],
        (kind, at, length, bytes) => Changed(good, kind, at, Math.Min(length, good.Length - at), bytes));

    private static byte[] Changed(byte[] good, int kind, int at, int length, byte[] bytes) => kind switch
    {
        0 => [.. good[..at], .. bytes, .. good[Math.Min(good.Length, at + bytes.Length)..]],
        1 => [.. good[..at], .. good[(at + length)..]],
        2 => [.. good[..(at + length)], .. good[at..]],
        3 => [.. good[..at], .. bytes, .. good[at..]],
        4 => good[..at],
        _ => bytes,
    };
}
