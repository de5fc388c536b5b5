namespace OrleansSymmetry.Landscape.Networks;

/// <summary>The activations a sweep can name.</summary>
public static class ActivationRegistry
{
    private static readonly Dictionary<string, Func<double, Activation>> Factories = new(StringComparer.Ordinal);

    /// <summary>Their names, in the order of the documentation.</summary>
    public static IReadOnlyCollection<string> Names => Factories.Keys;

    /// <summary>Creates an activation.</summary>
    /// <param name="name">Its name in a sweep file.</param>
    /// <param name="slope">Slope on negative arguments (leaky-relu only).</param>
    /// <exception cref="ArgumentException">No activation has that name.</exception>
    public static Activation Create(string name, double slope = 0.01) =>
        Factories.TryGetValue(name, out Func<double, Activation>? create)
            ? create(slope)
            : throw new ArgumentException($"'{name}' is no activation. It must be one of {string.Join(", ", Names)}.", nameof(name));
}
