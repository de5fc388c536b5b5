using System.Text;
using System.Text.Unicode;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>
/// The text of a delimited file, looked over line by line before it is cut into cells: what encoding it has, whether it is text at all,
/// that no line and no quoted cell is longer than any table needs, and what may part the cells.
/// </summary>
internal sealed class CsvText
{
    // A thousand columns of numbers at full length take a fortieth of it.
    private const int LongestLine = 1 << 20;
    private const long MostLines = SweepLimits.DataEntries + 1;

    // Bytes with which text of these encodings begins; that of UTF-32 begins like that of UTF-16, so it comes first.
    private static readonly (byte[] Mark, string Name, Encoding Encoding)[] Marked =
    [
        ([0xff, 0xfe, 0, 0], "UTF-32", new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true)),
        ([0, 0, 0xfe, 0xff], "UTF-32", new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true)),
        ([0xff, 0xfe], "UTF-16", new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)),
        ([0xfe, 0xff], "UTF-16", new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)),
    ];

    // Files that are no text, by their first bytes, and what to do with them.
    private static readonly (byte[] Mark, string Sentence)[] Foreign =
    [
        ([0x93, .. "NUMPY"u8], "The data file is a NumPy array. Write kind: npz."),
        ([.. "PK"u8, 3, 4], "The data file is a zip archive. Write kind: npz for arrays of NumPy; save a spreadsheet as text (CSV)."),
        ([0x1f, 0x8b], "The data file is packed by gzip. Unpack it."),
        ([.. "PAR1"u8], "The data file is in Parquet format. Save it as text (CSV)."),
    ];

    private CsvText(ReadOnlyMemory<byte> utf8, SeparatorCount separators)
    {
        Bytes = utf8;
        Separators = separators;
    }

    /// <summary>The text in UTF-8, without its mark.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What may part the cells.</summary>
    public SeparatorCount Separators { get; }

    /// <summary>Looks a file over.</summary>
    /// <exception cref="DataFileException">It is no text, or no table is like it.</exception>
    public static CsvText Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlyMemory<byte> utf8 = Decode(file);
        ReadOnlySpan<byte> text = utf8.Span;
        bool isValid = Utf8.IsValid(text);
        var separators = new SeparatorCount();
        bool isQuoted = false;
        int openedOn = 0;
        long openBytes = 0;
        int line = 0;
        for (int at = 0; at < text.Length;)
        {
            ReadOnlySpan<byte> row = Line(text, ref at);
            line++;
            if (line > MostLines)
            {
                throw DataFileException.OfFile($"The data file has more than {MostLines} lines. "
                    + $"At most {SweepLimits.DataEntries} cells are allowed; take fewer rows.");
            }

            CheckLine(row, line, isValid);
            openBytes = isQuoted ? openBytes + row.Length : row.Length;
            if (openBytes > LongestLine)
            {
                throw DataFileException.OfFile($"Line {openedOn} of the data file opens a quote that it does not close within {LongestLine} bytes.");
            }

            if (!isQuoted && row.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            bool wasQuoted = isQuoted;
            separators.Take(row, ref isQuoted);
            openedOn = isQuoted && !wasQuoted ? line : openedOn;
            if (!isQuoted)
            {
                separators.EndRow();
            }
        }

        return isQuoted
            ? throw DataFileException.OfFile($"Line {openedOn} of the data file opens a quote that it does not close. "
                + "A quote inside a quoted cell is written twice.")
            : new CsvText(utf8, separators);
    }

    /// <summary>The next line without its end, which is \n, \r or both.</summary>
    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, ref int at)
    {
        int length = text[at..].IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            ReadOnlySpan<byte> last = text[at..];
            at = text.Length;
            return last;
        }

        ReadOnlySpan<byte> line = text.Slice(at, length);
        at += length + 1;
        at += at < text.Length && text[at - 1] == '\r' && text[at] == '\n' ? 1 : 0;
        return line;
    }

    private static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            return file[Encoding.UTF8.Preamble.Length..];
        }

        foreach ((byte[] mark, string sentence) in Foreign)
        {
            if (file.Span.StartsWith(mark))
            {
                throw DataFileException.OfFile(sentence);
            }
        }

        foreach ((byte[] mark, string name, Encoding encoding) in Marked)
        {
            if (file.Span.StartsWith(mark))
            {
                try
                {
                    return Encoding.UTF8.GetBytes(encoding.GetChars(file.Span[mark.Length..].ToArray()));
                }
                catch (DecoderFallbackException)
                {
                    throw DataFileException.OfFile($"The data file begins with the mark of {name}, and is no {name} text. Save it as UTF-8.");
                }
            }
        }

        return file;
    }

    private static void CheckLine(ReadOnlySpan<byte> row, int line, bool isValid)
    {
        if (row.Length > LongestLine)
        {
            throw DataFileException.OfFile($"Line {line} of the data file has {row.Length} bytes. At most {LongestLine} are allowed.");
        }

        if (row.Contains((byte)0))
        {
            throw DataFileException.OfFile($"Line {line} of the data file holds a zero byte: it is no text, or UTF-16 without its mark. Save it as UTF-8.");
        }

        if (!isValid && !Utf8.IsValid(row))
        {
            throw DataFileException.OfFile($"Line {line} of the data file is no UTF-8 text. It may be Latin-1 or Windows-1252; save it as UTF-8.");
        }
    }
}
