namespace OrleansSymmetry.Landscape.Specs;

/// <summary>What an objective is built from: a weighted data set, or the exact Gaussian teacher.</summary>
public abstract record ProblemData
{
    /// <summary>n_0.</summary>
    public abstract int Inputs { get; }

    /// <summary>n_L.</summary>
    public abstract int Outputs { get; }

    /// <summary>What the data are, for whoever wants to know what was read.</summary>
    public abstract DataSummary Summary { get; init; }
}

/// <summary>A weighted data set.</summary>
/// <param name="X">Inputs, [sample, n_0] row-major.</param>
/// <param name="Y">Targets, [sample, n_L] row-major.</param>
/// <param name="Weights">[sample], summing to 1.</param>
/// <param name="InputCount">n_0.</param>
/// <param name="OutputCount">n_L.</param>
public sealed record DataSet(double[] X, double[] Y, double[] Weights, int InputCount, int OutputCount) : ProblemData
{
    /// <inheritdoc/>
    public override int Inputs => InputCount;

    /// <inheritdoc/>
    public override int Outputs => OutputCount;

    /// <inheritdoc/>
    public override DataSummary Summary { get => field ?? DataSummary.Of(this); init; }

    /// <summary>Number of samples S.</summary>
    public int Samples => Weights.Length;
}

/// <summary>
/// The teacher x -> sum_j relu(v_j . x) of the exact Gaussian objective, x ~ N(0, I) (Safran and Shamir 2018, arXiv 1712.08968).
/// </summary>
/// <param name="V">Teacher weights, [unit, input] row-major.</param>
/// <param name="InputCount">d.</param>
public sealed record GaussianTeacher(double[] V, int InputCount) : ProblemData
{
    /// <inheritdoc/>
    public override int Inputs => InputCount;

    /// <inheritdoc/>
    public override int Outputs => 1;

    /// <inheritdoc/>
    public override DataSummary Summary
    {
        get => field ?? new DataSummary(null, new InputSummary(InputCount, null, false, []), new TargetSummary(1, null, false, null, null, null))
        {
            Note = $"the expectation over inputs from N(0, I) and {Units} teacher units",
        };
        init;
    }

    /// <summary>Number of teacher units.</summary>
    public int Units => V.Length / InputCount;
}
