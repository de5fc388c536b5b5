namespace OrleansSymmetry.Landscape.Specs;

/// <summary>What a column of targets is.</summary>
public enum TargetRule
{
    /// <summary>Numbers where all cells are, classes where none is; else the data are refused.</summary>
    Auto,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Classes: every different cell is one, numbers too.</summary>
    Class,
}

/// <summary>Which columns are brought to mean 0 and population standard deviation 1.</summary>
public enum StandardiseRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those of the inputs.</summary>
    Inputs,

    /// <summary>Those of the inputs and of the targets.</summary>
    All,
}
