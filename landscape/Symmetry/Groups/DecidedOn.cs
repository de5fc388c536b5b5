namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>What decides whether two points of a landscape are one class.</summary>
public enum DecidedOn
{
    /// <summary>The units: whether a permutation of them, with their signs, shifts and scales, carries one point to the other.</summary>
    Units,

    /// <summary>
    /// The product of the weight matrices: units of linear layers mix freely, and points whose orbits are closed
    /// are one class if and only if their products are equal (Kempf and Ness 1979).
    /// </summary>
    Product,

    /// <summary>
    /// The quadratic form: one hidden layer of square units that feed one sum (<see cref="QuadraticGauge"/>).
    /// </summary>
    Form,
}
