namespace OrleansSymmetry.Access;

/// <summary>A key of the configuration, as it is read and as it is written in the environment.</summary>
/// <param name="Key">Section and key, joined by colons.</param>
public sealed record AccessKey(string Key)
{
    /// <summary>Its name in the environment.</summary>
    public string Name => Key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>The keys under which silos, page and client find what lets them into a cluster.</summary>
public static class AccessSettings
{
    /// <summary>The Redis server.</summary>
    public static AccessKey Redis { get; } = new("Orleans:Clustering:ConnectionString");

    /// <summary>Its password.</summary>
    public static AccessKey RedisPassword { get; } = new("Symmetry:Redis:Password");

    /// <summary>A file whose first line is its password.</summary>
    public static AccessKey RedisPasswordFile { get; } = new("Symmetry:Redis:PasswordFile");

    /// <summary>The certificate's file.</summary>
    public static AccessKey Certificate { get; } = new("Symmetry:Tls:Certificate");

    /// <summary>The file of its private key.</summary>
    public static AccessKey PrivateKey { get; } = new("Symmetry:Tls:Key");

    /// <summary>The file of the authority that peers are signed by.</summary>
    public static AccessKey Authority { get; } = new("Symmetry:Tls:Authority");

    /// <summary>The password of the private key.</summary>
    public static AccessKey KeyPassword { get; } = new("Symmetry:Tls:Password");

    /// <summary>A file whose first line is the password of the private key.</summary>
    public static AccessKey KeyPasswordFile { get; } = new("Symmetry:Tls:PasswordFile");
}
