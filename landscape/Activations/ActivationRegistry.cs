namespace OrleansSymmetry.Landscape.Activations;

/// <summary>The activations a sweep can name.</summary>
public static class ActivationRegistry
{
    private static readonly Dictionary<string, Func<double, Activation>> Factories = new(StringComparer.Ordinal)
    {
        ["tanh"] = _ => new TanhActivation(),
        ["sigmoid"] = _ => new SigmoidActivation(),
        ["relu"] = _ => new ReluActivation(),
        ["leaky-relu"] = slope => new LeakyReluActivation(slope),
        ["erf"] = _ => new ErfActivation(),
        ["sin"] = _ => new SinActivation(),
        ["softplus"] = _ => new SoftplusActivation(),
        ["gelu"] = _ => new GeluActivation(),
        ["silu"] = _ => new SiluActivation(),
        ["elu"] = _ => new EluActivation(),
        ["arctan"] = _ => new ArctanActivation(),
        ["softsign"] = _ => new SoftsignActivation(),
        ["gaussian"] = _ => new GaussianActivation(),
        ["abs"] = _ => new AbsActivation(),
        ["square"] = _ => new SquareActivation(),
        ["identity"] = _ => new IdentityActivation(),
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
