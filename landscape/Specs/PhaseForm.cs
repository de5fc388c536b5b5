namespace OrleansSymmetry.Landscape.Specs;

/// <summary>How the phase of a method is made of its keys. What keys a method takes is said by its record alone.</summary>
internal sealed class PhaseForm
{
    private static readonly Dictionary<Method, PhaseForm> ByMethod = new PhaseForm[]
    {
        new((steps, value, gradient) => new GradientDescentPhase(steps, value(PhaseKey.Step), gradient)),
        new((steps, value, gradient) => new MomentumPhase(steps, value(PhaseKey.Step), value(PhaseKey.Momentum), gradient)),
        new((steps, value, gradient) => new NesterovPhase(steps, value(PhaseKey.Step), value(PhaseKey.Momentum), gradient)),
        new((steps, value, gradient) => new AdamPhase(
            steps, value(PhaseKey.Step), value(PhaseKey.Beta1), value(PhaseKey.Beta2), value(PhaseKey.Epsilon), gradient)),
        new((steps, _, gradient) => new LbfgsPhase(steps, gradient)),
        new((steps, _, gradient) => new NewtonPhase(steps, gradient)),
        new((steps, _, gradient) => new LevenbergMarquardtPhase(steps, gradient)),
    }.ToDictionary(form => form._method);

    private readonly Func<int, Func<PhaseKey, double>, double?, PhaseSpec> _create;
    private readonly Method _method;

    private PhaseForm(Func<int, Func<PhaseKey, double>, double?, PhaseSpec> create)
    {
        _create = create;
        PhaseSpec usual = create(1, key => key.Default, null);
        _method = usual.Method;
        Keys = [.. usual.Keys.Select(pair => pair.Key)];
    }

    /// <summary>What the method takes besides `method`, `steps` and `gradient`.</summary>
    public IReadOnlyList<PhaseKey> Keys { get; }

    /// <summary>The form of a method's phases.</summary>
    public static PhaseForm Of(Method method) => ByMethod[method];

    /// <summary>A phase.</summary>
    /// <param name="steps">Most steps.</param>
    /// <param name="value">The value of each key of <see cref="Keys"/>.</param>
    /// <param name="gradient">Where it stops; null: runs all its steps.</param>
    public PhaseSpec Create(int steps, Func<PhaseKey, double> value, double? gradient) => _create(steps, value, gradient);
}
