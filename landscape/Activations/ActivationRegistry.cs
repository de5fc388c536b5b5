namespace OrleansSymmetry.Landscape.Activations;

/// <summary>The activations a sweep can name.</summary>
public static class ActivationRegistry
{
    private static readonly Dictionary<string, Func<double, Activation>> Factories = new(StringComparer.Ordinal)
    {
        ["tanh"] = _ => new PointwiseActivation<Tanh>(),
        ["sigmoid"] = _ => new PointwiseActivation<Sigmoid>(),
        ["relu"] = _ => new PointwiseActivation<Relu>(),
        ["leaky-relu"] = slope => new PointwiseActivation<LeakyRelu>(new LeakyRelu(slope)),
        ["erf"] = _ => new PointwiseActivation<Erf>(),
        ["sin"] = _ => new PointwiseActivation<Sin>(),
        ["softplus"] = _ => new PointwiseActivation<Softplus>(),
        ["gelu"] = _ => new PointwiseActivation<Gelu>(),
        ["silu"] = _ => new PointwiseActivation<Silu>(),
        ["elu"] = _ => new PointwiseActivation<Elu>(),
        ["arctan"] = _ => new PointwiseActivation<Arctan>(),
        ["softsign"] = _ => new PointwiseActivation<Softsign>(),
        ["gaussian"] = _ => new PointwiseActivation<Gaussian>(),
        ["abs"] = _ => new PointwiseActivation<Abs>(),
        ["square"] = _ => new PointwiseActivation<Square>(),
        ["identity"] = _ => new PointwiseActivation<Identity>(),
    };

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
