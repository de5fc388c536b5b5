namespace OrleansSymmetry.Contracts;

/// <summary>A geometry question's stage of life.</summary>
public enum GeometryState
{
    /// <summary>It cannot be answered; <see cref="GeometryStatus.Faults"/> says why.</summary>
    Refused,

    /// <summary>Its parts are being computed.</summary>
    Computing,

    /// <summary>Its answer is stored.</summary>
    Done,

    /// <summary>A part failed repeatedly; <see cref="GeometryStatus.Faults"/> says which and why. Asking again tries again.</summary>
    Failed,
}

/// <summary>Where a geometry question stands.</summary>
/// <param name="State">Its stage of life.</param>
/// <param name="PartsDone">Parts that are stored.</param>
/// <param name="Parts">Parts that it consists of; 0 while that is not known, and once it is answered.</param>
/// <param name="Faults">Why it was refused or failed, one sentence each; else empty.</param>
[GenerateSerializer, Immutable, Alias("os.geometry-status.v1")]
public sealed record GeometryStatus(
    [property: Id(0)] GeometryState State,
    [property: Id(1)] int PartsDone,
    [property: Id(2)] int Parts,
    [property: Id(3)] IReadOnlyList<string> Faults);
