namespace OrleansSymmetry.Landscape.Networks;

/// <summary>What is applied to the last layer's affine map.</summary>
public enum OutputHead
{
    /// <summary>Nothing.</summary>
    Linear,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}
