using System.Text;
using OrleansSymmetry.Landscape.Arrays;

namespace OrleansSymmetry.Landscape.Tests.Arrays;

/// <summary>Elements by their bits, as IEEE 754, two's complement and Unicode define them; the bytes of each stand highest first.</summary>
public sealed class NpyElementTests
{
    public static TheoryData<string, string, double> Numbers() => new()
    {
        { "f8", "3FF8000000000000", 1.5 },
        { "f8", "C05EDD2F1A9FBE77", -123.456 },
        { "f4", "3FC00000", 1.5 },
        { "f4", "C2F6E979", -123.45600128173828125 },
        { "f2", "3E00", 1.5 },
        { "f2", "FBFF", -65504 },
        { "f2", "0001", 5.9604644775390625e-8 },
        { "i8", "FFFFFFFFFFFFFFFE", -2 },
        { "i4", "80000000", -2147483648 },
        { "i2", "8000", -32768 },
        { "i1", "FE", -2 },
        { "u8", "0020000000000000", 9007199254740992 },
        { "u4", "FFFFFFFF", 4294967295 },
        { "u2", "FFFE", 65534 },
        { "u1", "FE", 254 },
        { "b1", "01", 1 },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_is_read_in_both_orders_of_bytes(string type, string bits, double expected)
    {
        byte[] highestFirst = Convert.FromHexString(bits);
        byte[] lowestFirst = [.. highestFirst.Reverse()];
        byte[] zero = new byte[highestFirst.Length];

        Assert.Equal([expected, 0], NpyCodec.Read(File($">{type}", "(2,)", [.. highestFirst, .. zero])).ToDoubles());
        Assert.Equal([0, expected], NpyCodec.Read(File($"<{type}", "(2,)", [.. zero, .. lowestFirst])).ToDoubles());
    }

    [Theory]
    [InlineData("<V2")]
    [InlineData("|V2")]
    [InlineData("bfloat16")]
    public void Two_plain_bytes_are_the_upper_half_of_a_float32(string type)
    {
        NpyArray array = NpyCodec.Read(File(type, "(3,)", [0xc0, 0x3f, 0x80, 0xff, 0x49, 0x40]));

        Assert.Equal([1.5, double.NegativeInfinity, 3.140625], array.ToDoubles());
        Assert.Equal("bfloat16", array.ElementType);
    }

    [Fact]
    public void Text_is_read_without_the_zeros_that_fill_it_up()
    {
        byte[] utf32 = [.. Encoding.UTF32.GetBytes("ab\0"), .. Encoding.UTF32.GetBytes("größe"[..3])];
        byte[] big = [.. utf32.Chunk(4).SelectMany(letter => letter.Reverse())];

        Assert.Equal(["ab", "grö"], NpyCodec.Read(File("<U3", "(2,)", utf32)).Texts);
        Assert.Equal(["ab", "grö"], NpyCodec.Read(File(">U3", "(2,)", big)).Texts);
        Assert.Equal(["ab", "", "cde"], NpyCodec.Read(File("|S3", "(3,)", "ab\0\0\0\0cde"u8.ToArray())).Texts);
    }

    [Theory]
    [InlineData("(2, 3)")]
    [InlineData("(2, 3, 4)")]
    [InlineData("(6,)")]
    [InlineData("()")]
    [InlineData("(0, 3)")]
    public void Entries_in_Fortran_order_come_out_row_by_row(string shape)
    {
        int[] sizes = [.. shape.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        int count = sizes.Aggregate(1, (product, size) => product * size);

        // Every entry is its own place in row order; its place in the file follows from its indices, the first one varying fastest.
        byte[] data = new byte[count];
        for (int entry = 0; entry < count; entry++)
        {
            int place = 0;
            int rest = entry;
            for (int i = sizes.Length - 1; i >= 0; i--)
            {
                place += rest % sizes[i] * sizes[..i].Aggregate(1, (product, size) => product * size);
                rest /= sizes[i];
            }

            data[place] = (byte)entry;
        }

        Assert.Equal(Enumerable.Range(0, count).Select(entry => (double)entry), NpyCodec.Read(File("|u1", shape, data, isFortran: true)).ToDoubles());
    }

    [Theory]
    [InlineData("<f16", "Save array.astype(float)")]
    [InlineData("<c16", "Save real and imaginary parts as two columns")]
    [InlineData("|O", "pickled Python object")]
    [InlineData("<M8[ns]", "Save it as numbers")]
    [InlineData("|i4", "It must be float16")]
    [InlineData("<U0", "It must be float16")]
    [InlineData("<U99999999999", "It must be float16")]
    public void Element_of_another_type_is_refused_with_what_to_save(string type, string said) => Assert.Contains(
        said, Assert.Throws<InvalidDataException>(() => NpyCodec.Read(File(type, "(0,)", []))).Message, StringComparison.Ordinal);

    [Fact]
    public void Record_with_named_fields_is_refused() => Assert.Contains(
        "save each field as an array of its own",
        Assert.Throws<InvalidDataException>(
            () => NpyCodec.Read(Header("{'descr': [('x', '<f8'), ('y', '<f8')], 'fortran_order': False, 'shape': (0,), }"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Unsigned_integers_are_not_written_as_signed_ones() =>
        Assert.Throws<ArgumentException>(() => NpyCodec.Write(new NpyArray(new uint[] { uint.MaxValue }, [1])));

    private static byte[] File(string type, string shape, byte[] data, bool isFortran = false) =>
        [.. Header($"{{'descr': '{type}', 'fortran_order': {isFortran}, 'shape': {shape}, }}"), .. data];

    private static byte[] Header(string text) =>
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)(text.Length + 1), 0, .. Encoding.ASCII.GetBytes(text + "\n")];
}
