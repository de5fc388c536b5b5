using System.Text.Json;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>Landscapes whose data do not matter: four samples of the wanted widths.</summary>
internal static class TestLandscape
{
    public static LossLandscape Of(
        int inputs,
        IReadOnlyList<int> hidden,
        int outputs,
        string activation = "tanh",
        bool bias = true,
        double l2 = 0,
        LossKind loss = LossKind.Mse,
        bool fixedOutput = false,
        double slope = 0.1) =>
        LossLandscape.Build(
            new LandscapeSpec(
                new FewSamples(inputs, outputs),
                new NetworkSpec(hidden, activation, slope, bias, OutputHead.Linear, fixedOutput),
                new LossSpec(loss, l2),
                new InitialisationSpec(InitialisationKind.Normal, 1),
                [],
                SaddlePolicy.Keep,
                new ToleranceSpec(1e-6, 1e-8, 1e-7, 1e3)),
            DataFiles.None);

    private sealed record FewSamples(int Inputs, int Outputs) : Problem
    {
        private const int Samples = 4;

        public override string Kind => "few-samples";

        public override LossKind DefaultLoss => LossKind.Mse;

        public override ProblemShape Shape(DataFiles files) => new(Inputs, Outputs, Samples);

        public override ProblemData Build(NetworkSpec network, DataFiles files)
        {
            double[] x = [.. Enumerable.Range(0, Samples * Inputs).Select(i => ((i * 37 % 17) / 8.0) - 1)];
            double[] y = [.. Enumerable.Range(0, Samples * Outputs).Select(i => ((i * 23 % 13) / 6.0) - 1)];
            Standardise(x, Inputs, isCentred: false);
            Standardise(y, Outputs, isCentred: true);
            return new DataSet(x, y, [0.25, 0.25, 0.25, 0.25], Inputs, Outputs);
        }

        // Natural units are those of the test: inputs of root mean square 1, targets of variance 1.
        private static void Standardise(double[] values, int columns, bool isCentred)
        {
            for (int column = 0; column < columns; column++)
            {
                double mean = !isCentred ? 0 : Enumerable.Range(0, Samples).Average(s => values[(s * columns) + column]);
                double size = Math.Sqrt(Enumerable.Range(0, Samples).Average(s => Math.Pow(values[(s * columns) + column] - mean, 2)));
                for (int s = 0; s < Samples; s++)
                {
                    values[(s * columns) + column] /= size;
                }
            }
        }

        public override void WriteKeys(Utf8JsonWriter writer)
        {
            writer.WriteNumber("inputs", Inputs);
            writer.WriteNumber("outputs", Outputs);
        }
    }
}
