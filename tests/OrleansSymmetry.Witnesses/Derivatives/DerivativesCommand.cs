using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Tables;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>The table of derivatives, closed forms, spectra and quadrature.</summary>
internal static class DerivativesCommand
{
    private static readonly (string Head, int Width)[] Columns =
        [("network", 40), ("value", 8), ("gradient", 8), ("product", 8), ("Hessian", 8), ("bound", 8)];

    /// <summary>Prints the table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="depths">Most hidden layers.</param>
    /// <returns>The exit code.</returns>
    public static int Run(TextWriter output, int depths)
    {
        var table = new WitnessTable(output);
        Networks(table, depths);
        Heads(table);
        foreach (IGrouping<string, Witness> group in WitnessList.All.GroupBy(witness => witness.Section))
        {
            table.Section(group.Key, ("witness", 71), ("worst", 8), ("bound", 8));
            foreach (Witness witness in group)
            {
                double error = witness.Error();
                table.Line(error <= witness.Bound, witness.Name, WitnessTable.Figure(error), WitnessTable.Figure(witness.Bound));
            }
        }

        return table.End();
    }

    private static void Networks(WitnessTable table, int depths)
    {
        table.Section(
            "Networks against central differences of an independent forward pass in 31 digits: largest relative\n"
            + "errors over biases on and off, fixed output weights, one to three outputs, weighted samples, l2;\n"
            + "points away from kinks",
            Columns);
        (string Activation, LossKind Loss, int Depth)[] cases =
        [
            .. from activation in ActivationRegistry.Names
               from loss in Enum.GetValues<LossKind>()
               from depth in Enumerable.Range(1, depths)
               select (activation, loss, depth),
        ];
        Print(table, cases, entry => NetworkDerivatives.Of(entry.Activation, entry.Loss, entry.Depth), entry =>
            $"{entry.Activation}, {SweepWords.Losses.WordFor(entry.Loss)}, {entry.Depth} hidden {(entry.Depth == 1 ? "layer" : "layers")}");
    }

    private static void Heads(WitnessTable table)
    {
        table.Section("The same with a head, over the losses that may follow one, one and two hidden layers", Columns);
        (string Activation, OutputHead Head)[] cases =
        [
            .. from activation in ActivationRegistry.Names
               from head in new[] { OutputHead.Sigmoid, OutputHead.Tanh }
               select (activation, head),
        ];
        Print(table, cases, entry => NetworkDerivatives.OfHead(entry.Activation, entry.Head), entry =>
            $"{entry.Activation}, head {SweepWords.Heads.WordFor(entry.Head)}");
    }

    // Computed on all processors, printed in order.
    private static void Print<T>(WitnessTable table, T[] cases, Func<T, DerivativeErrors> errors, Func<T, string> name)
    {
        foreach ((T entry, DerivativeErrors worst) in cases.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(entry => (entry, errors(entry))))
        {
            table.Line(
                worst.Hold,
                name(entry),
                WitnessTable.Figure(worst.Value),
                WitnessTable.Figure(worst.Gradient),
                WitnessTable.Figure(worst.Product),
                WitnessTable.Figure(worst.Hessian),
                WitnessTable.Figure(DerivativeErrors.Bound));
        }
    }
}
