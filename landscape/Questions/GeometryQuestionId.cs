using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>What a question is called: by its content, the version of the numerics and that of the geometry.</summary>
public static class GeometryQuestionId
{
    private const int Digits = 16;

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the question's bytes followed by the versions.</summary>
    public static string Of(GeometryQuestion question)
    {
        byte[] versions = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"\nnumerics {NumericsVersion.Current}\ngeometry {GeometryVersion.Current}"));
        return Convert.ToHexStringLower(SHA256.HashData([.. GeometryJson.Write(question), .. versions]))[..Digits];
    }
}
