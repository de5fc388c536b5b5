using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Textbook;

/// <summary>An activation as a textbook writes it, in 31 digits: the witness of its values and derivatives.</summary>
/// <param name="Value">phi.</param>
/// <param name="First">phi', in a form that does not cancel where one exists.</param>
/// <param name="Second">phi''.</param>
public sealed record TextbookActivation(
    Func<DoubleDouble, DoubleDouble> Value, Func<DoubleDouble, DoubleDouble> First, Func<DoubleDouble, DoubleDouble> Second)
{
    /// <summary>The largest term of phi' where phi' is a sum that goes through 0: errors are measured against it; else null.</summary>
    public Func<DoubleDouble, DoubleDouble>? FirstScale { get; init; }

    /// <summary>The same of phi''.</summary>
    public Func<DoubleDouble, DoubleDouble>? SecondScale { get; init; }

    /// <summary>Where the function, its derivatives or a reduction of its argument changes its form.</summary>
    public IReadOnlyList<double> Boundaries { get; init; } = [];

    /// <summary>The range of arguments on which the derivatives are no subnormal numbers and not 0; beyond it only the value is measured.</summary>
    public double Reach { get; init; } = 1e100;
}
