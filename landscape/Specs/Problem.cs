using System.Text.Json;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>
/// A task that a sweep can name. A record: two problems are equal when all their keys are. One problem is one file here
/// and one line of <c>ProblemRegistry</c>.
/// </summary>
public abstract record Problem
{
    /// <summary>Its name in a sweep file.</summary>
    public abstract string Kind { get; }

    /// <summary>The loss that is taken when the sweep names none.</summary>
    public abstract LossKind DefaultLoss { get; }

    /// <summary>What the network's keys are when the sweep does not give them.</summary>
    public virtual NetworkDefaults NetworkDefaults => NetworkDefaults.Usual;

    /// <summary>SHA-256 of each data file that it is built from.</summary>
    public virtual IEnumerable<string> FileHashes => [];

    /// <summary>The size of its data, found without building them.</summary>
    /// <exception cref="InvalidDataException">A data file does not hold what the problem needs; the message is for the user.</exception>
    public abstract ProblemShape Shape(DataFiles files);

    /// <summary>Multiplications that building the data takes beyond a few for each number.</summary>
    public virtual long Multiplications => 0;

    /// <summary>Builds the data. Pure: equal problems, files and networks give equal bits.</summary>
    /// <param name="network">The network part of the sweep (a problem may take a default from it).</param>
    /// <param name="files">The data files that came with the sweep.</param>
    /// <exception cref="InvalidDataException">A data file does not hold what the problem needs; the message is for the user.</exception>
    public abstract ProblemData Build(NetworkSpec network, DataFiles files);

    /// <summary>Why the rest of a landscape does not go with this problem.</summary>
    public virtual IEnumerable<Objection> Objections(LandscapeSpec landscape) => [];

    /// <summary>Writes the problem's keys (all of them, defaults included) for the canonical form.</summary>
    public abstract void WriteKeys(Utf8JsonWriter writer);
}

/// <summary>The size of a problem's data.</summary>
/// <param name="Inputs">n_0.</param>
/// <param name="Outputs">n_L.</param>
/// <param name="Samples">S; for the Gaussian teacher its units.</param>
public readonly record struct ProblemShape(int Inputs, int Outputs, long Samples);

/// <summary>Defaults of the network's keys.</summary>
/// <param name="Activation">Activation.</param>
/// <param name="Bias">Whether units have biases.</param>
/// <param name="FixedOutputWeights">Whether the output weights are ones.</param>
public sealed record NetworkDefaults(string Activation, bool Bias, bool FixedOutputWeights)
{
    /// <summary>tanh with biases and free output weights.</summary>
    public static NetworkDefaults Usual { get; } = new("tanh", true, false);
}

/// <summary>A key whose value does not go with another part of the landscape.</summary>
/// <param name="Path">The key.</param>
/// <param name="Value">Its value, as the sweep file writes it.</param>
/// <param name="Sentence">What is needed, why, and what to do: whole sentences.</param>
public sealed record Objection(string Path, string Value, string Sentence);
