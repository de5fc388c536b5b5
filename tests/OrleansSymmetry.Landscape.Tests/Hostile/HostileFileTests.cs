using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CsCheck;
using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Hostile;

/// <summary>What may come as a data file, a stored block or a question.</summary>
public sealed class HostileFileTests
{
    private const int FileBytes = SweepLimits.DataFileBytes;
    private const double MostMegabytes = 500;

    private static readonly byte[] Npy = NpyCodec.Write(new NpyArray(new[] { 0.5, 1, 2, 3 }, [2, 2]));

    private static readonly (string What, Func<byte[]> Bytes, string Said)[] AllTables =
    [
        ("64 MB of one line", () => Fill("1,2\n"u8, (byte)'1'), "bytes. At most 1048576 are allowed"),
        ("64 MB of commas", () => Fill("1,2\n"u8, (byte)','), "bytes. At most 1048576 are allowed"),
        ("64 MB of empty lines", () => Fill(""u8, (byte)'\n'), "more than 4096001 lines"),
        ("30 million cells", () => Repeat("1,1,1,1,1,1,1,1,1,1\n"u8), "more than 4096000 cells"),
        ("a million words", () => Encoding.ASCII.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"1,w{i}\n"))), "1000000 targets"),
        ("a cell of half a megabyte", () => Encoding.ASCII.GetBytes($"1,2\n{new string('z', 500_000)},2\n"), "holds 'zzz"),
        ("a quote that never closes", () => "1,\"2\n3,4\n"u8.ToArray(), "opens a quote"),
        ("no text", () => [0xff, 0xfe, 0, 1, 2, 3, (byte)'\n'], "is no UTF-16 text"),
    ];

    public static TheoryData<string> Tables() => [.. AllTables.Select(one => one.What)];

    private static readonly (string What, Func<byte[]> Bytes, string Said)[] AllArchives =
    [
        ("a bomb of 1000 to 1", () => Archive(("X", new byte[FileBytes + 1])), "unpacks to"),
        ("ten entries that are too much together", () => Archive([.. Enumerable.Range(0, 10).Select(i => ($"a{i}", Padded(FileBytes / 8)))]), "unpacks to"),
        ("an entry that lies about its length", () => Lying(), ""),
        ("a shape of 2^62", () => Archive(("X", Header("(2147483647, 2147483647)"))), "needs"),
        ("a shape of a thousand dimensions", () => Archive(("X", Header($"({string.Join(',', Enumerable.Repeat("2147483647", 800))})"))), "800 dimensions"),
        ("a size beyond integers", () => Archive(("X", Header("(99999999999999999999,)"))), "dimension of"),
        ("a header of 4 GB", () =>
            Archive(("X", [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, 0xff, 0xff, 0xff, 0xff])), "header of 4294967295 bytes"),
        ("a header that nests", () => Archive(("X", Header(new string('(', 5000)))), "gives no shape"),
        ("objects", () => Archive(("X", Header("(1,)", "|O"))), "elements of type |O"),
        ("20 000 entries", () => Archive([.. Enumerable.Range(0, 20_000).Select(i => ($"a{i}", Npy))]), "20000 entries"),
        ("no zip", () => "PK\u0003\u0004 and then nothing"u8.ToArray(), "no .npz file"),
        ("nothing", () => [], "no .npz file"),
    ];

    public static TheoryData<string> Archives() => [.. AllArchives.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_hostile_table_is_refused_in_few_words_and_little_memory(string what)
    {
        (_, Func<byte[]> bytes, string said) = AllTables.Single(one => one.What == what);
        Refused(what, bytes(), said, "'kind': 'csv', 'inputs': ['0'], 'targets': ['1']");
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void A_hostile_archive_is_refused_in_few_words_and_little_memory(string what)
    {
        (_, Func<byte[]> make, string said) = AllArchives.Single(one => one.What == what);
        byte[] bytes = make();
        Refused(what, bytes, said, "'kind': 'npz', 'inputs': 'X', 'targets': 'X'");
        Refused(what, bytes, said, "'kind': 'teacher', 'samples': 10");
    }

    [Theory]
    [InlineData("1,2\n", "bytes")]
    [InlineData("\n", "bytes")]
    [InlineData(",", "bytes")]
    public void A_hostile_matrix_is_refused_in_few_words_and_little_memory(string unit, string said) =>
        Refused(unit, Repeat(Encoding.ASCII.GetBytes(unit)), said, "'kind': 'relu-teacher', 'inputs': 2, 'teachers': 2", "teacher");

    [Fact]
    public void A_large_file_is_not_read_again_and_again()
    {
        byte[] table = Repeat("1,2\n"u8, 4 << 20);
        string hash = DataFiles.HashOf(table);
        string columns = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"['{i}']"));
        var files = DataFiles.Of([new ReadOnlyMemory<byte>(table)]);

        SweepReading reading = SweepReader.Read(Encoding.UTF8.GetBytes(Sweep($"{{'kind': 'csv', 'file': 'sha256:{hash}', "
            + $"'inputs': ['0'], 'targets': ['1']}}", $"'grid': {{'problem.inputs': [{columns}]}}")), files);

        Assert.Contains(reading.Faults, fault => fault.Message.Contains("is read once for each landscape", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_a_table_is_turned_into_it_is_read_or_refused_and_nothing_is_thrown()
    {
        string[] tables =
        [
            "x,y,kind\n1,2,low\n3,4,top\n5,?,low\n",
            "\"x\";\"y, z\";kind\r\n7,4;\"1,9\";a\r\n7,8;2,6;\"b \"\"q\"\"\"\r\n",
            "x\ty kind\n\"a\nb\"\t1\t|\n",
        ];
        Gen<byte[]> letters = Gen.OneOfConst("\",;|\t \n\r01.e-a\u00e9\u20ac\0".ToCharArray()).Array[0, 40].Select(text => Encoding.UTF8.GetBytes(text));
        Gen.OneOf([letters, .. tables.Select(table => Mutation.Of(Encoding.UTF8.GetBytes(table)))]).Sample(
            bytes =>
            {
                try
                {
                    _ = CsvGlance.Of(bytes);
                }
                catch (DataFileException fault)
                {
                    Assert.All(fault.Faults, each => Assert.NotEmpty(each.Sentence));
                }

                var files = DataFiles.Of([new ReadOnlyMemory<byte>(bytes)]);
                string problem = $"{{'kind': 'csv', 'file': 'sha256:{DataFiles.HashOf(bytes)}', 'inputs': [0], 'targets': [1]}}";
                SweepReading reading = SweepReader.Read(Encoding.UTF8.GetBytes(Sweep(problem, "'network': {'hidden': [2]}")), files);
                Assert.True(reading.Sweep is not null ^ reading.Faults.Count > 0);
            },
            iter: 5000);
    }

    [Fact]
    public void Whatever_an_archive_is_turned_into_it_is_read_or_is_invalid_data()
    {
        byte[] good = Archive(("X", Npy), ("Y", Npy));
        Gen.OneOf(Mutation.Of(good), Mutation.Of(NpzCodec.Write([KeyValuePair.Create("X", NpyCodec.Read(Npy))])))
            .Sample(bytes => OnlyInvalidData(() => NpzCodec.Read(bytes, FileBytes)), iter: 5000);
        Mutation.Of(Npy).Sample(bytes => OnlyInvalidData(() => NpyCodec.Read(bytes)), iter: 5000);
    }

    [Fact]
    public void Whatever_a_stored_block_is_turned_into_it_is_read_or_is_invalid_data()
    {
        byte[] good = BlockCodec.Encode(new BlockRecord(7, [Run(7), Run(8)]));
        Mutation.Of(good[..^8]).Sample(
            bytes =>
            {
                // With a checksum that fits: what it holds is read, not only its frame.
                byte[] whole = [.. bytes, .. System.Security.Cryptography.SHA256.HashData(bytes).AsSpan(0, 8)];
                OnlyInvalidData(() => BlockCodec.Decode(whole));
                OnlyInvalidData(() => BlockCodec.Decode(bytes));
            },
            iter: 5000);
    }

    [Theory]
    [InlineData("""{"kind":"swap","class":"c","layer":null,"moves":[null],"landscape":0}""")]
    [InlineData("""{"kind":"swap","class":"c","layer":null,"moves":[{"layers":[null]}],"landscape":0}""")]
    [InlineData("""{"kind":"swap","class":"c","layer":null,"moves":[{"layers":[{"layer":1,"cycles":[null],"flips":[]}]}],"landscape":0}""")]
    [InlineData("""
        {"kind":"slice","class":"c","plane":{"kind":"copies","first":{"layers":[null]},"second":{"layers":[]},"margin":1},
        "width":3,"height":4,"landscape":0}
        """)]
    public void A_question_with_nothing_where_something_belongs_is_refused(string json) =>
        Assert.Contains("nothing where", GeometryShape.Fault(GeometryJson.ReadQuestion(Encoding.UTF8.GetBytes(json))), StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_question_is_turned_into_it_is_read_or_is_invalid_data()
    {
        byte[][] good =
        [
            """{"kind":"swap","class":"abc-1","layer":2,"moves":[{"layers":[{"layer":1,"cycles":[[1,2,3],[4,5]],"flips":[2]}]}],"landscape":1}"""u8.ToArray(),
            """{"kind":"slice","class":"c","plane":{"kind":"classes","second":"d","third":"e","margin":0.25},"width":3,"height":4,"landscape":0}"""u8.ToArray(),
        ];
        Gen.OneOf([.. good.Select(Mutation.Of)]).Sample(
            bytes => OnlyInvalidData(() => GeometryShape.Fault(GeometryJson.ReadQuestion(bytes))),
            iter: 10_000);
        OnlyInvalidData(() => GeometryJson.ReadQuestion(Fill("""{"kind":"swap","moves":"""u8, (byte)'[', 1 << 20)));
    }

    private static void Refused(string what, byte[] bytes, string said, string problem, string key = "file")
    {
        string hash = DataFiles.HashOf(bytes);
        var files = DataFiles.Of([new ReadOnlyMemory<byte>(bytes)]);
        SweepReading? reading = null;

        double megabytes = Allocated.Megabytes(
            () => reading =
                SweepReader.Read(Encoding.UTF8.GetBytes(Sweep($"{{{problem}, '{key}': 'sha256:{hash}'}}", "'loss': {}", "'network': {'hidden': [2]}")), files));

        Assert.Null(reading!.Sweep);
        Assert.Contains(reading.Faults, fault => fault.Message.Contains(said, StringComparison.Ordinal));
        Assert.InRange(reading.Faults.Sum(fault => fault.Message.Length), 1, 20_000);
        Assert.True(megabytes < MostMegabytes, $"{what}: {megabytes:F0} MB");
    }

    private static void OnlyInvalidData(Func<object?> read)
    {
        try
        {
            _ = read();
        }
        catch (InvalidDataException fault)
        {
            Assert.NotEmpty(fault.Message);
        }
    }

    private static string Sweep(string problem, params string[] keys) =>
        ($"{{'name': 'x', 'problem': {problem}, 'seeds': 4, 'train': [{{'method': 'newton', 'steps': 100}}]"
            + $"{string.Concat(keys.Select(key => $", {key}"))}}}").Replace('\'', '"');

    private static RunRecord Run(long seed) => new(seed, Ended.Minimum, false, 0.5, 1e-12, 30, new Inertia(0, 0, 0.1, 4), 0, [1, 2, 3]);

    private static byte[] Fill(ReadOnlySpan<byte> begin, byte with, int length = FileBytes)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(with);
        begin.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Repeat(ReadOnlySpan<byte> unit, int length = FileBytes)
    {
        byte[] bytes = new byte[length / unit.Length * unit.Length];
        for (int at = 0; at < bytes.Length; at += unit.Length)
        {
            unit.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private static byte[] Padded(int length) => [.. Header($"({length / 8},)"), .. new byte[length]];

    private static byte[] Header(string shape, string type = "<f8")
    {
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n");
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        return [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, .. length, .. text];
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>64 MB behind an entry that says it has 1000 bytes, in both places where a zip says it.</summary>
    private static byte[] Lying()
    {
        byte[] bytes = Archive(("X", new byte[FileBytes]));
        byte[] true32 = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(true32, FileBytes);
        for (int at = bytes.AsSpan().IndexOf(true32); at >= 0; at = bytes.AsSpan().IndexOf(true32))
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), 1000);
        }

        return bytes;
    }
}
