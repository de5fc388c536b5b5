using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>Reads one landscape: everything of a sweep but its name, seeds, modulo and grid.</summary>
internal sealed class LandscapeReader(DataFiles files, Modulo modulo)
{
    private const double DefaultSlope = 0.01;

    private const string NetworkAllowed = "It must be a map such as { hidden: [2], activation: tanh }.";
    private const string LossAllowed = "It must be a map such as { kind: mse, l2: 1e-2 }.";
    private const string ToleranceAllowed = "It must be a map such as { distance: 1e-6 }.";

    private static readonly string ProblemAllowed = $"It must be one of {string.Join(", ", ProblemRegistry.Names)}, or a map with its kind.";

    private static readonly string[] OutputWeightWords = ["free", "ones"];

    private readonly LandscapeCheck _check = new(files, modulo);
    private long _bytesRead;

    /// <summary>The keys of a landscape.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["problem", "network", "loss", "init", "train", "saddles", "tolerance"];

    /// <summary>What was read for each problem whose data are in order.</summary>
    public IReadOnlyDictionary<Problem, DataSummary> Data => _check.Data;

    /// <summary>Reads a landscape; null with faults.</summary>
    /// <param name="keys">The map that holds its keys, perhaps among others.</param>
    /// <param name="tree">The same map, to find where values were written.</param>
    public LandscapeSpec? Read(SpecMapReader keys, SpecMap tree)
    {
        FaultList faults = keys.Faults;
        int before = faults.Count;
        SpecNode? problemNode = keys.Require("problem", ProblemAllowed);
        SpecMapReader network = ReadMap(keys, "network", NetworkAllowed, required: true);
        IReadOnlyList<int>? hidden = HiddenWidths.Read(network);
        Problem? problem = problemNode is null ? null : ReadProblem(problemNode, keys.PathOf("problem"), hidden, faults);
        NetworkSpec net = ReadNetwork(network, hidden, problem?.NetworkDefaults ?? NetworkDefaults.Usual);
        LossSpec loss = ReadLoss(ReadMap(keys, "loss", LossAllowed), problem, net);
        InitialisationSpec init = ReadInitialisation(ReadMap(keys, "init", "It must be a map such as { kind: normal, scale: 1.0 }."));
        IReadOnlyList<PhaseSpec> train = PhaseReader.Read(keys);
        SaddlePolicy saddles = keys.Word("saddles", SaddlePolicy.Keep, SweepWords.SaddlePolicies);
        ToleranceSpec tolerance = ReadTolerance(ReadMap(keys, "tolerance", ToleranceAllowed));
        if (faults.Count > before || problem is null || hidden is null)
        {
            return null;
        }

        var landscape = new LandscapeSpec(problem, net, loss, init, train, saddles, tolerance);
        _check.Check(landscape, tree, faults);
        return faults.Count == before ? landscape : null;
    }

    /// <summary>Reads what the canonical form of a landscape says without its data files; null with faults.</summary>
    /// <param name="keys">The map that holds its keys.</param>
    public static LandscapeOutline? ReadOutline(SpecMapReader keys)
    {
        FaultList faults = keys.Faults;
        int before = faults.Count;
        SpecNode? problemNode = keys.Require("problem", ProblemAllowed);
        SpecMapReader network = ReadMap(keys, "network", NetworkAllowed, required: true);
        IReadOnlyList<int>? hidden = HiddenWidths.Read(network);
        NetworkSpec net = ReadNetwork(network, hidden, NetworkDefaults.Usual);
        LossSpec loss = ReadLoss(ReadMap(keys, "loss", LossAllowed), null, net);
        ToleranceSpec tolerance = ReadTolerance(ReadMap(keys, "tolerance", ToleranceAllowed));
        if (problemNode is null || hidden is null || faults.Count > before || ProblemRegistry.KindOf(problemNode) is not { } kind)
        {
            return null;
        }

        // A file that is not at hand is no fault of the landscape.
        Problem? problem = ProblemRegistry.Read(problemNode, "problem", DataFiles.None, hidden, new FaultList());
        return new LandscapeOutline(kind, problem, net, loss, tolerance);
    }

    /// <summary>Reads the problem: every one may go through the data files.</summary>
    private Problem? ReadProblem(SpecNode node, string path, IReadOnlyList<int>? hidden, FaultList faults)
    {
        _bytesRead += files.TotalBytes;
        if (_bytesRead <= SweepLimits.BytesRead || files.TotalBytes > SweepLimits.BytesRead)
        {
            return ProblemRegistry.Read(node, path, files, hidden, faults);
        }

        faults.Add(
            path,
            node.Origin,
            $"{path} ({node.Origin}) is read once for each landscape. "
                + $"With it the data files have {files.TotalBytes} bytes, more than the {SweepLimits.BytesRead} that may be read in all. "
                + "Take fewer landscapes or smaller files.");
        return null;
    }

    private static SpecMapReader ReadMap(SpecMapReader keys, string key, string sentence, bool required = false)
    {
        SpecNode? node = required ? keys.Require(key, sentence) : keys.Find(key);

        // What is missing is reported once, not once for each of its keys.
        FaultList faults = node is null && required ? new FaultList() : keys.Faults;
        SpecNode map = node ?? new SpecMap([], new SpecOrigin(1));
        return SpecMapReader.Over(map, keys.PathOf(key), faults, sentence);
    }

    private static NetworkSpec ReadNetwork(SpecMapReader keys, IReadOnlyList<int>? hidden, NetworkDefaults defaults)
    {
        string activation = keys.Name("activation", defaults.Activation, ActivationRegistry.Names);
        double slope = DefaultSlope;
        if (activation == "leaky-relu")
        {
            slope = keys.Number("slope", DefaultSlope, NumberRange.Finite);
            if (slope is 0 or 1 or -1 && keys.Find("slope") is { } node)
            {
                string other = slope switch { 0 => "relu", 1 => "identity", _ => "abs" };
                keys.Faults.Refuse(keys.PathOf("slope"), node, $"With that slope leaky-relu is {other}, which has other symmetries; "
                    + $"write activation: {other}.");
            }
        }
        else
        {
            keys.Forbid("slope", $"{activation} has no slope, which belongs to leaky-relu; remove it.");
        }

        bool bias = keys.Boolean("bias", defaults.Bias);
        OutputHead output = keys.Word("output", OutputHead.Linear, SweepWords.Heads);
        bool ones = keys.Name("outputWeights", OutputWeightWords[defaults.FixedOutputWeights ? 1 : 0], OutputWeightWords) == OutputWeightWords[1];
        keys.Close();
        return new NetworkSpec(hidden ?? [], activation, slope, bias, output, ones);
    }

    private static LossSpec ReadLoss(SpecMapReader keys, Problem? problem, NetworkSpec network)
    {
        // The cross-entropies act on a linear head only; with another head the squared error is the loss that is left.
        LossKind fallback = problem?.DefaultLoss ?? LossKind.Mse;
        if (network.Output != OutputHead.Linear && fallback is LossKind.Logistic or LossKind.Softmax)
        {
            fallback = LossKind.Mse;
        }

        var loss = new LossSpec(
            keys.Word("kind", fallback, SweepWords.Losses),
            keys.Number("l2", 0, NumberRange.NotNegative, "1e-3 isolates the optima of small networks"));
        keys.Close();
        return loss;
    }

    private static InitialisationSpec ReadInitialisation(SpecMapReader keys)
    {
        var init = new InitialisationSpec(
            keys.Word("kind", InitialisationKind.Normal, SweepWords.Initialisations),
            keys.Number("scale", 1, NumberRange.Positive, "with 0 all seeds would start at one point"));
        keys.Close();
        return init;
    }

    private static ToleranceSpec ReadTolerance(SpecMapReader keys)
    {
        var tolerance = new ToleranceSpec(
            keys.Number("distance", 1e-6, OpenFraction, "1e-6 suits runs that end at gradient 1e-9 or less"),
            keys.Number("loss", 1e-8, OpenFraction, "1e-8 is usual"),
            keys.OptionalNumber("zero", OpenFraction, "without it an eigenvalue is zero where arithmetic cannot tell it from 0"),
            keys.Number("diverging", 1e3, NumberRange.Positive, "1e3 is usual"));
        keys.Close();
        return tolerance;
    }

    private static NumberRange OpenFraction { get; } = new(0, false, 1, false, "greater than 0 and less than 1");
}
