using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>Refuses landscapes whose parts are fine one by one and do not go together, or are too large.</summary>
internal sealed class LandscapeCheck(DataFiles files, Modulo modulo)
{
    // Landscapes of a grid mostly share their problem; its data are looked at once.
    private readonly Dictionary<Problem, DataFacts> _facts = [];
    private long _work;

    /// <summary>What was read for each problem whose data are in order.</summary>
    public IReadOnlyDictionary<Problem, DataSummary> Data =>
        _facts.Where(each => each.Value.Summary is not null).ToDictionary(each => each.Key, each => each.Value.Summary!);

    /// <summary>Adds a fault for each thing that does not fit.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="tree">The map that it was read from, to name lines and values as written.</param>
    /// <param name="faults">Where faults go.</param>
    public void Check(LandscapeSpec landscape, SpecMap tree, FaultList faults)
    {
        int before = faults.Count;
        foreach (Objection objection in landscape.Problem.Objections(landscape).Concat(Objections(landscape)))
        {
            Refuse(objection, tree, faults);
        }

        if (faults.Count > before)
        {
            return;
        }

        DataFacts facts = FactsOf(landscape);
        if (facts.Troubles.Count > 0)
        {
            foreach (DataFault trouble in facts.Troubles)
            {
                Refuse(trouble, landscape.Problem, tree, faults);
            }

            return;
        }

        foreach (Objection objection in DataObjections(landscape, facts))
        {
            Refuse(objection, tree, faults);
        }

        if (SymmetrySupport.Refusal(landscape.Network, facts.Shape.Outputs, modulo) is { } refusal)
        {
            Refuse(new Objection(refusal.Path, refusal.Value, refusal.Sentence), tree, faults);
        }
    }

    private static void Refuse(Objection objection, SpecMap tree, FaultList faults)
    {
        SpecNode? written = SpecPath.Find(tree, objection.Path);
        SpecOrigin origin = SpecPath.OriginOf(tree, objection.Path);
        string byDefault = written is null ? " by default" : "";
        faults.Add(objection.Path, origin, $"{objection.Path} is {objection.Value}{byDefault} ({origin}). {objection.Sentence}");
    }

    /// <summary>A fault of the data, at the key that it concerns, or at the problem where the sweep does not give that key.</summary>
    private static void Refuse(DataFault trouble, Problem problem, SpecMap tree, FaultList faults)
    {
        string path = $"problem.{trouble.Key}";
        SpecNode? written = trouble.Key.Length == 0 ? null : SpecPath.Find(tree, path);
        SpecOrigin origin = SpecPath.OriginOf(tree, written is null ? "problem" : path);
        string value = written is null ? $"problem is {problem.Kind}" : $"{path} is {SpecText.Describe(written)}";
        faults.Add(written is null ? "problem" : path, origin, $"{value} ({origin}). {trouble.Sentence}");
    }

    private static IEnumerable<Objection> Objections(LandscapeSpec landscape)
    {
        NetworkSpec network = landscape.Network;
        LossKind loss = landscape.Loss.Kind;
        if (loss is LossKind.Logistic or LossKind.Softmax && network.Output != OutputHead.Linear)
        {
            string word = SweepWords.Losses.WordFor(loss);
            yield return new Objection(
                "network.output",
                SweepWords.Heads.WordFor(network.Output),
                $"It must be linear: loss {word} applies its own {(loss == LossKind.Logistic ? "sigmoid" : "softmax")}; or take loss mse.");
        }
    }

    private static IEnumerable<Objection> DataObjections(LandscapeSpec landscape, DataFacts facts)
    {
        NetworkSpec network = landscape.Network;
        ProblemShape shape = facts.Shape;
        string problem = landscape.Problem.Kind;
        long parameters = Parameters(network, shape);
        if (parameters > SweepLimits.Parameters)
        {
            string widths = string.Join('-', network.Hidden.Prepend(shape.Inputs).Append(shape.Outputs));
            yield return new Objection(
                "network.hidden",
                $"[{string.Join(", ", network.Hidden)}]",
                $"The network {widths} has {parameters} parameters. At most {SweepLimits.Parameters} are allowed; take fewer or narrower layers.");
        }

        for (int i = 0; i < landscape.Train.Count; i++)
        {
            Method method = landscape.Train[i].Method;
            if (parameters is > SweepLimits.SecondOrderParameters and <= SweepLimits.Parameters && method == Method.LevenbergMarquardt)
            {
                yield return new Objection(
                    $"train.{i}.method",
                    SweepWords.Methods.WordFor(method),
                    $"It holds a matrix of all parameters, {parameters} here, and takes at most {SweepLimits.SecondOrderParameters}. Take newton.");
            }
        }

        if (network.FixedOutputWeights && shape.Outputs > 1)
        {
            yield return new Objection(
                "network.outputWeights", "ones", $"It must be free: {problem} has {shape.Outputs} outputs, and with ones they would all be the same.");
        }

        string loss = SweepWords.Losses.WordFor(landscape.Loss.Kind);
        if (landscape.Loss.Kind == LossKind.Logistic && (shape.Outputs != 1 || !facts.TargetsAreBits || facts.Summary is { Targets.AreClasses: true }))
        {
            yield return new Objection("loss.kind", loss, $"logistic needs one target that is 0 or 1; {LogisticAdvice(problem, facts)}");
        }

        if (landscape.Loss.Kind == LossKind.Softmax && !(shape.Outputs > 1 && facts.TargetsAreShares))
        {
            yield return new Objection("loss.kind", loss, SoftmaxAdvice(landscape.Problem, facts));
        }
    }

    private static string LogisticAdvice(string problem, DataFacts facts) => facts.Summary is { Targets: { AreClasses: true, Count: var classes } }
        ? $"{problem} has {(classes == 1 ? "1 class" : $"{classes} classes")}. {(classes == 1 ? "Add rows of another class." : "Take softmax.")}"
        : $"{problem} has {Targets(facts.Shape.Outputs)}{(facts.TargetsAreBits ? "" : ", not always 0 or 1")}. Take mse, or code the targets as 0 and 1.";

    private static string SoftmaxAdvice(Problem problem, DataFacts facts) => facts.Summary?.Targets switch
    {
        { AreClasses: true, Classes: [var only] } =>
            $"softmax needs two classes or more, and the data have one, {only.Name}, in all {only.Rows} rows. Add rows of another class.",
        { Count: 1 } when problem is CsvProblem or NpzProblem =>
            "softmax needs classes, and the targets are numbers. Write target: class in problem if each different number is a class; else take mse.",
        _ => $"softmax needs two targets or more that are 0 or more and sum to 1, such as one-hot; {problem.Kind} has "
            + $"{Targets(facts.Shape.Outputs)}. Take mse.",
    };

    private static string Targets(int count) => count == 1 ? "1 target" : $"{count} targets";

    /// <summary>Number of parameters of a network, without laying it out.</summary>
    private static long Parameters(NetworkSpec network, ProblemShape shape)
    {
        long sum = 0;
        long width = shape.Inputs;
        foreach (int next in network.Hidden)
        {
            sum += next * (width + (network.Bias ? 1 : 0));
            width = next;
        }

        return network.FixedOutputWeights ? sum : sum + (shape.Outputs * (width + (network.Bias ? 1 : 0)));
    }

    private DataFacts FactsOf(LandscapeSpec landscape)
    {
        if (!_facts.TryGetValue(landscape.Problem, out DataFacts? facts))
        {
            facts = Measure(landscape);
            _facts[landscape.Problem] = facts;
        }

        return facts;
    }

    private DataFacts Measure(LandscapeSpec landscape)
    {
        try
        {
            ProblemShape shape = landscape.Problem.Shape(files);
            if (shape.Samples * shape.Inputs > SweepLimits.DataEntries)
            {
                string size = $"It has {shape.Samples} samples of {shape.Inputs} inputs, {shape.Samples * shape.Inputs} numbers";
                return DataFacts.Wrong($"{size}. At most {SweepLimits.DataEntries} are allowed; take fewer samples.");
            }

            if (shape.Samples * shape.Outputs > SweepLimits.DataEntries)
            {
                return DataFacts.Wrong(
                    $"It has {shape.Samples} samples of {shape.Outputs} targets, {shape.Samples * shape.Outputs} numbers. "
                    + $"At most {SweepLimits.DataEntries} are allowed"
                        + "; take fewer samples, or a target column of numbers.");
            }

            const int MultiplicationsPerNumber = 100;
            _work += (shape.Samples * (shape.Inputs + (long)shape.Outputs)) + (landscape.Problem.Multiplications / MultiplicationsPerNumber);
            if (_work > SweepLimits.BuildingWork)
            {
                return DataFacts.Wrong(
                    $"With it the data of this sweep are too much work: more than {SweepLimits.BuildingWork} numbers, "
                    + $"{MultiplicationsPerNumber} multiplications of a "
                        + "teacher counting as one. Take fewer samples, a smaller teacher or fewer landscapes.");
            }

            ProblemData data = landscape.Problem.Build(landscape.Network, files);
            return data is DataSet set
                ? new DataFacts(shape, [], data.Summary, set.Y.All(y => y is 0 or 1), RowsAreShares(set))
                : new DataFacts(shape, [], data.Summary);
        }
        catch (DataFileException e)
        {
            return new DataFacts(default, e.Faults);
        }
        catch (InvalidDataException e)
        {
            return DataFacts.Wrong(e.Message);
        }
    }

    private static bool RowsAreShares(DataSet set)
    {
        // Shares that were rounded to the last digits of a text file still pass.
        const double Slack = 1e-6;
        return set.Y.Chunk(set.OutputCount).All(row => row.All(y => y >= 0) && Math.Abs(row.Sum() - 1) <= Slack);
    }

    private sealed record DataFacts(
        ProblemShape Shape, IReadOnlyList<DataFault> Troubles, DataSummary? Summary = null, bool TargetsAreBits = false, bool TargetsAreShares = false)
    {
        public static DataFacts Wrong(string sentence) => new(default, [new DataFault("", sentence)]);
    }
}
