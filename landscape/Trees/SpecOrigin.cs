namespace OrleansSymmetry.Landscape.Trees;

/// <summary>Where a piece of a sweep was written: on a line of the file, or in an option of the command line.</summary>
/// <param name="Line">Line of the file, from 1; 0 where an option gave it.</param>
/// <param name="Option">The option, such as "--set"; null for a line.</param>
public readonly record struct SpecOrigin(int Line, string? Option = null)
{
    /// <summary>"line 7" or "--set".</summary>
    public override string ToString() => Option ?? $"line {Line}";
}
