using System.Text.Json;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Training;

/// <summary>Landscapes for tests, built directly as records.</summary>
internal static class Landscapes
{
    public static DataSet Xor { get; } =
        new([-1, -1, -1, 1, 1, -1, 1, 1], [-1, 1, 1, -1], [0.25, 0.25, 0.25, 0.25], 2, 1);

    public static PhaseSpec AdamPhase(int steps, double step = 0.01, double? gradient = null) =>
        Phase(Method.Adam, steps, step, gradient);

    public static PhaseSpec Phase(Method method, int steps, double step = 0.01, double? gradient = null) =>
        PhaseForm.Of(method).Create(steps, key => key == PhaseKey.Step ? step : key.Default, gradient);

    public static PhaseSpec NewtonPhase(int steps = 200, double gradient = 1e-11) => new NewtonPhase(steps, gradient);

    public static LossLandscape XorTanh(double l2 = 0.01, int hidden = 2, params PhaseSpec[] train) => Build(
        Xor, new NetworkSpec([hidden], "tanh", 0.01, true, OutputHead.Linear, false), LossKind.Mse, l2, train);

    public static LossLandscape Build(
        ProblemData data,
        NetworkSpec network,
        LossKind loss,
        double l2,
        IReadOnlyList<PhaseSpec> train,
        InitialisationKind init = InitialisationKind.Normal,
        SaddlePolicy saddles = SaddlePolicy.Keep,
        double scale = 1,
        double? zero = 1e-7)
    {
        PhaseSpec[] phases = train.Count > 0 ? [.. train] : [AdamPhase(2000), NewtonPhase()];
        var spec = new LandscapeSpec(
            new GivenData(data),
            network,
            new LossSpec(loss, l2),
            new InitialisationSpec(init, scale),
            phases,
            saddles,
            new ToleranceSpec(1e-6, 1e-8, zero, 1e3));
        return LossLandscape.Build(spec, DataFiles.None);
    }

    /// <summary>Initial weights of a fixed network of the given shape.</summary>
    public static double[] Start(LossLandscape landscape, long seed)
    {
        var theta = new double[landscape.Network.ParameterCount];
        Initialisation.Draw(landscape, seed, theta);
        return theta;
    }

    private sealed record GivenData(ProblemData Data) : Problem
    {
        public override string Kind => "given";

        public override LossKind DefaultLoss => LossKind.Mse;

        public override ProblemShape Shape(DataFiles files) => new(
            Data.Inputs, Data.Outputs, Data is DataSet set ? set.Samples : ((GaussianTeacher)Data).Units);

        public override ProblemData Build(NetworkSpec network, DataFiles files) => Data;

        public override void WriteKeys(Utf8JsonWriter writer)
        {
        }
    }
}
