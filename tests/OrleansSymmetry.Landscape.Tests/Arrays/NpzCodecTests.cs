using System.Text;
using OrleansSymmetry.Landscape.Arrays;

namespace OrleansSymmetry.Landscape.Tests.Arrays;

/// <summary>The bytes in Base64 were written by NumPy (numpy_samples.py beside this file).</summary>
public sealed class NpzCodecTests
{
    // numpy.save of numpy.arange(6, dtype=float64).reshape(2, 3) / 4
    private const string NumPyMatrix = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAg"
        + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAANA/AAAAAAAA4D8AAAAAAADoPwAAAAAAAPA/AAAAAAAA9D8=";

    // numpy.savez(i=numpy.array([1, -2], int64), f=numpy.array(0.5, float32), b=numpy.array([[True], [False]]), j=numpy.array([7], int32))
    private const string NumPyArchive = "UEsDBBQAAAAAAAAAIQCa+/UjkAAAAJAAAAAFABQAaS5ucHkBABAAkAAAAAAAAACQAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpOCcsICd"
        + "mb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQAAAAAA"
        + "AAD+/////////1BLAwQUAAAAAAAAACEAa8QcloQAAACEAAAABQAUAGYubnB5AQAQAIQAAAAAAAAAhAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlc"
        + "ic6IEZhbHNlLCAnc2hhcGUnOiAoKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAAD9QSwMEFAAAAAAAAAAhAP"
        + "RsfmeCAAAAggAAAAUAFABiLm5weQEAEACCAAAAAAAAAIIAAAAAAAAAk05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDE"
        + "pLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAFBLAwQUAAAAAAAAACEAfUd5aoQAAACEAAAABQAUAGoubnB5AQAQAIQA"
        + "AAAAAAAAhAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8aTQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgI"
        + "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgcAAABQSwECFAMUAAAAAAAAACEAmvv1I5AAAACQAAAABQAAAAAAAAAAAAAAgAEAAAAAaS5ucHlQSwECFAMUAAAAAAAAAC"
        + "EAa8QcloQAAACEAAAABQAAAAAAAAAAAAAAgAHHAAAAZi5ucHlQSwECFAMUAAAAAAAAACEA9Gx+Z4IAAACCAAAABQAAAAAAAAAAAAAAgAGCAQAAYi5ucHlQSwECFAMUAAAAAAAAACEAfUd"
        + "5aoQAAACEAAAABQAAAAAAAAAAAAAAgAE7AgAAai5ucHlQSwUGAAAAAAQABADMAAAA9gIAAAAA";

    // numpy.save in format version 2.0 of numpy.array([3.5])
    private const string NumPyVersion2 = "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9ICAgICAgICAgICAgIC"
        + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAMQA==";

    // numpy.save of numpy.asfortranarray of a 2 x 2 matrix
    private const string NumPyFortran = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMiksIH0gICAgICAgICAgICAgICA"
        + "gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAABAAAAAAAAA8D8AAAAAAAAIQA==";

    [Fact]
    public void Array_is_written_as_numpy_writes_it() =>
        Assert.Equal(Convert.FromBase64String(NumPyMatrix), NpyCodec.Write(new NpyArray(new[] { 0, 0.25, 0.5, 0.75, 1, 1.25 }, [2, 3])));

    [Fact]
    public void Archive_of_numpy_is_read()
    {
        IReadOnlyDictionary<string, NpyArray> arrays = NpzCodec.Read(Convert.FromBase64String(NumPyArchive));
        Assert.Equal(["b", "f", "i", "j"], arrays.Keys);
        Assert.Equal([1L, -2L], Assert.IsType<long[]>(arrays["i"].Values));
        Assert.Equal([7], Assert.IsType<int[]>(arrays["j"].Values));
        Assert.Equal([0.5f], Assert.IsType<float[]>(arrays["f"].Values));
        Assert.Empty(arrays["f"].Shape);
        Assert.Equal([true, false], Assert.IsType<bool[]>(arrays["b"].Values));
        Assert.Equal([2, 1], arrays["b"].Shape);
        Assert.Equal([1.0, 0.0], arrays["b"].ToDoubles());
    }

    [Fact]
    public void Array_of_format_version_2_is_read() =>
        Assert.Equal([3.5], NpyCodec.Read(Convert.FromBase64String(NumPyVersion2)).ToDoubles());

    [Fact]
    public void Array_in_fortran_order_is_read_row_by_row() =>
        Assert.Equal([0, 1, 2, 3], NpyCodec.Read(Convert.FromBase64String(NumPyFortran)).ToDoubles());

    [Fact]
    public void Archive_written_twice_is_the_same_bytes_and_reads_back()
    {
        KeyValuePair<string, NpyArray>[] arrays =
        [
            new("x", new NpyArray(new[] { 1.5, double.NaN }, [2])),
            new("empty", new NpyArray(Array.Empty<double>(), [0, 3, 2])),
        ];
        byte[] bytes = NpzCodec.Write(arrays);
        Assert.Equal(bytes, NpzCodec.Write(arrays));
        IReadOnlyDictionary<string, NpyArray> read = NpzCodec.Read(bytes);
        Assert.Equal([1.5, double.NaN], read["x"].ToDoubles());
        Assert.Equal([0, 3, 2], read["empty"].Shape);
    }

    [Fact]
    public void Bytes_that_are_no_archive_or_array_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => NpzCodec.Read(Encoding.ASCII.GetBytes("no zip at all")));
        Assert.Throws<InvalidDataException>(() => NpyCodec.Read(Encoding.ASCII.GetBytes("no array at all")));
        byte[] cut = Convert.FromBase64String(NumPyMatrix)[..^1];
        Assert.Throws<InvalidDataException>(() => NpyCodec.Read(cut));
        var misshapen = new NpyArray(Array.Empty<double>(), [2]);
        Assert.Throws<ArgumentException>(() => NpyCodec.Write(misshapen));
    }
}
