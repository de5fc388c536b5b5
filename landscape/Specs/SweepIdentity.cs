using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>What a sweep is called: by its content.</summary>
/// <param name="Id">NAME-HASH8.</param>
/// <param name="Hash">64 hexadecimal digits.</param>
public sealed record SweepIdentity(string Id, string Hash)
{
    private const int ShownDigits = 8;

    /// <summary>
    /// The SHA-256 of the canonical JSON. Data files stand in it by the SHA-256 of their bytes, so it covers them too.
    /// </summary>
    public static SweepIdentity Of(SweepSpec sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        string hash = DataFiles.HashOf(CanonicalJson.Of(sweep));
        return new SweepIdentity($"{sweep.Name}-{hash[..ShownDigits]}", hash);
    }
}

/// <summary>What a landscape is called: by its content and the version of the numerics.</summary>
public static class LandscapeIdentity
{
    private const int Digits = 16;

    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 of the landscape's canonical JSON (data files in it by the SHA-256 of
    /// their bytes), followed by the version of the numerics.
    /// </summary>
    public static string Of(LandscapeSpec landscape)
    {
        byte[] version = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\nnumerics {NumericsVersion.Current}"));
        return Convert.ToHexStringLower(SHA256.HashData([.. CanonicalJson.Of(landscape), .. version]))[..Digits];
    }
}
