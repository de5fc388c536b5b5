namespace OrleansSymmetry.Contracts;

/// <summary>A sweep as a client hands it in.</summary>
/// <param name="Spec">The canonical JSON of the sweep, UTF-8.</param>
/// <param name="Files">The bytes of each data file that the spec names by its hash.</param>
[GenerateSerializer, Immutable, Alias("os.sweep-submission.v1")]
public sealed record SweepSubmission(
    [property: Id(0)] byte[] Spec,
    [property: Id(1)] IReadOnlyList<byte[]> Files);

/// <summary>The answer to a submission.</summary>
/// <param name="Status">Where the sweep stands; null when it was refused.</param>
/// <param name="Faults">Why it was refused; empty when it was not.</param>
[GenerateSerializer, Immutable, Alias("os.submit-answer.v1")]
public sealed record SubmitAnswer(
    [property: Id(0)] SweepStatus? Status,
    [property: Id(1)] IReadOnlyList<string> Faults);
