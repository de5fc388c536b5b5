using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>The words that a sweep file uses for the values of an enumeration, in the order of the documentation.</summary>
public sealed class Vocabulary<T>
    where T : struct, Enum
{
    private readonly (string Word, T Value)[] _words;

    /// <summary>Lists the words.</summary>
    public Vocabulary(params (string Word, T Value)[] words) => _words = words;

    /// <summary>The words.</summary>
    public IEnumerable<string> Words => _words.Select(word => word.Word);

    /// <summary>The word for a value.</summary>
    public string WordFor(T value) => _words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Word;

    /// <summary>The value of a word.</summary>
    public bool TryFind(string text, out T value)
    {
        foreach ((string word, T meaning) in _words)
        {
            if (word == text)
            {
                value = meaning;
                return true;
            }
        }

        value = default;
        return false;
    }
}

/// <summary>The vocabularies of a sweep file.</summary>
public static class SweepWords
{
    /// <summary>loss.kind.</summary>
    public static Vocabulary<LossKind> Losses { get; } =
        new(
            ("mse", LossKind.Mse),
            ("half-mse", LossKind.HalfMse),
            ("log-cosh", LossKind.LogCosh),
            ("logistic", LossKind.Logistic),
            ("softmax", LossKind.Softmax));

    /// <summary>init.kind.</summary>
    public static Vocabulary<InitialisationKind> Initialisations { get; } = new(
        ("normal", InitialisationKind.Normal),
        ("uniform", InitialisationKind.Uniform),
        ("glorot-normal", InitialisationKind.GlorotNormal),
        ("glorot-uniform", InitialisationKind.GlorotUniform),
        ("he-normal", InitialisationKind.HeNormal),
        ("fan-in-normal", InitialisationKind.FanInNormal));

    /// <summary>train.N.method.</summary>
    public static Vocabulary<Method> Methods { get; } = new(
        ("gd", Method.GradientDescent),
        ("momentum", Method.Momentum),
        ("nesterov", Method.Nesterov),
        ("adam", Method.Adam),
        ("lbfgs", Method.Lbfgs),
        ("newton", Method.Newton),
        ("levenberg-marquardt", Method.LevenbergMarquardt));

    /// <summary>network.output.</summary>
    public static Vocabulary<OutputHead> Heads { get; } =
        new(("linear", OutputHead.Linear), ("sigmoid", OutputHead.Sigmoid), ("tanh", OutputHead.Tanh));

    /// <summary>saddles.</summary>
    public static Vocabulary<SaddlePolicy> SaddlePolicies { get; } =
        new(("keep", SaddlePolicy.Keep), ("escape", SaddlePolicy.Escape));

    /// <summary>modulo.</summary>
    public static Vocabulary<Modulo> Modulos { get; } =
        new(("network", Modulo.Network), ("network+problem", Modulo.NetworkAndProblem));
}
