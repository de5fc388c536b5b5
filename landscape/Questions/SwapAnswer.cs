using System.Text.Json.Serialization;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The straight paths from a class to copies of it.</summary>
/// <param name="Class">Which class, and where it stands.</param>
/// <param name="T">Where on each path the loss is given: 0, ..., 1, 65 numbers.</param>
/// <param name="Paths">In the order of the question, or of layer and units.</param>
public sealed record SwapAnswer(GeometryClass Class, double[] T, IReadOnlyList<SwapPath> Paths);

/// <summary>A class as an answer names it.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Rank">Its rank in the report, from 1.</param>
/// <param name="Kind">"minimum" or "saddle".</param>
/// <param name="Loss">The stored loss of its representative.</param>
/// <param name="Seed">The seed of its representative.</param>
public sealed record GeometryClass(string Id, int Rank, string Kind, double Loss, long Seed);

/// <summary>The straight path from the canonical form theta of a class to g theta.</summary>
/// <param name="Move">g.</param>
/// <param name="Words">g in words, such as "units 1 and 2 of layer 1 exchanged".</param>
/// <param name="Order">Least m with g^m = 1; 2 makes g an involution.</param>
/// <param name="Length">|g theta - theta|_2; 0 where g leaves the class where it is.</param>
/// <param name="Loss">F at (1-t) theta + t g theta, for every t of the answer; null where it is not finite.</param>
/// <param name="EndDifference">The larger difference of the loss at the two ends from the stored one.</param>
/// <param name="Asymmetry">max |L(t) - L(1-t)|; null unless g is an involution (order 2).</param>
/// <param name="MiddleSlope">dL/dt at t = 1/2, from the gradient; null unless g is an involution.</param>
/// <param name="PeakAt">The t of the highest point, refined by golden section.</param>
/// <param name="PeakLoss">The loss there, the highest finite one.</param>
/// <param name="Height">How far the ridge rises above the higher end; 0 where no point is above it, null where the loss is not finite somewhere
/// between.</param>
/// <param name="Middle">The point at t = 1/2.</param>
/// <param name="Centre">The mean of theta, g theta, ..., g^(m-1) theta, which g leaves where it is; null where the middle is that point.</param>
/// <param name="LineCount">How many straight lines go through the centre (or the middle) on which the network's function does not change.</param>
/// <param name="Lines">The first 64 of them.</param>
/// <param name="SegmentCount">
/// How many straight segments with the centre (or the middle) in their middle there are besides, on which the function does not change:
/// with relu, leaky relu, abs and linear units, two that compute the same can be scaled against each other until one vanishes.
/// </param>
/// <param name="Segments">The first 64 of them.</param>
/// <param name="Critical">Where minimising among the points that g leaves where they are leads from the centre.</param>
public sealed record SwapPath(
    Move Move,
    string Words,
    int Order,
    double Length,
    IReadOnlyList<double?> Loss,
    double EndDifference,
    double? Asymmetry,
    double? MiddleSlope,
    double PeakAt,
    double PeakLoss,
    double? Height,
    GeometryPoint Middle,
    GeometryPoint? Centre,
    int LineCount,
    IReadOnlyList<SwapLine> Lines,
    int SegmentCount,
    IReadOnlyList<SwapLine> Segments,
    SwapCriticalPoint Critical);

/// <summary>The objective around one point.</summary>
/// <param name="Loss">F; null where it is not finite.</param>
/// <param name="Gradient">Infinity norm of the gradient; null where it is not finite.</param>
/// <param name="AtKink">Whether a unit's argument is 0 on a sample where the activation's derivative jumps, so that gradient and Hessian do not exist.</param>
/// <param name="Eigenvalues">All P of the Hessian, ascending; null for more than 1000 parameters or where it is not finite.</param>
/// <param name="Index">Number of negative eigenvalues beyond the sweep's tolerance; null as above.</param>
/// <param name="ZeroModes">Number of eigenvalues that are 0 to the sweep's tolerance; null as above.</param>
public sealed record GeometryPoint(double? Loss, double? Gradient, bool AtKink, double[]? Eigenvalues, int? Index, int? ZeroModes);

/// <summary>
/// A straight line, or segment, point + s v, |v| = 1, on which the network's function is constant, so that F changes by the penalty alone:
/// l2 (s point.v + s^2/2). Tested by the objective itself.
/// </summary>
/// <param name="Layer">Hidden layer of the units, from 1.</param>
/// <param name="Units">The units, from 1: two that coincide up to sign, or one that vanishes.</param>
/// <param name="Kind">What moves.</param>
/// <param name="Other">Unit of the next layer (or output) that an outgoing weight leads to, unit of the layer before (or input) that an incoming one comes
/// from, from 1; 0 for the bias.</param>
/// <param name="Reach">Largest |s| of a segment; null for a line.</param>
/// <param name="S">Where it was tested, both signs; a segment to its ends.</param>
/// <param name="Change">F(point + s v) - F(point) for each s.</param>
/// <param name="Expected">What the penalty alone gives for each s; 0 without penalty.</param>
/// <param name="LargestDeviation">max |Change - Expected|.</param>
/// <param name="IsConstant">Whether the function does not change on the line: LargestDeviation is rounding.</param>
/// <param name="Curvature">v'Hv.</param>
/// <param name="EigenvectorResidual">|Hv - (v'Hv) v|_2: 0 where v is an eigenvector of the Hessian.</param>
/// <param name="IsEigenvector">Whether that is rounding.</param>
public sealed record SwapLine(
    int Layer,
    IReadOnlyList<int> Units,
    SwapLineKind Kind,
    int Other,
    double? Reach,
    double[] S,
    double[] Change,
    double[] Expected,
    double LargestDeviation,
    bool IsConstant,
    double Curvature,
    double EigenvectorResidual,
    bool IsEigenvector);

/// <summary>What moves on a straight line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SwapLineKind>))]
public enum SwapLineKind
{
    /// <summary>The outgoing weights of two units that compute the same, against each other.</summary>
    [JsonStringEnumMemberName("contrast")]
    Contrast,

    /// <summary>An outgoing weight of a unit that computes a constant (with the bias that takes the constant back).</summary>
    [JsonStringEnumMemberName("outgoing")]
    Outgoing,

    /// <summary>An incoming weight or bias of a unit whose outgoing weights are 0.</summary>
    [JsonStringEnumMemberName("incoming")]
    Incoming,

    /// <summary>All incoming weights of two units that compute the same, one set longer as the other gets shorter. A segment.</summary>
    [JsonStringEnumMemberName("scaling")]
    Scaling,
}

/// <summary>
/// The critical point that minimising F over the points fixed by g leads to, from the centre by Newton's method in a trust region
/// (another method may end in another one). It is critical for F on all points (principle of symmetric criticality; Palais 1979).
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Dimension">Dimension of the space of points that g leaves where they are.</param>
/// <param name="Steps">Steps of Newton's method.</param>
/// <param name="TiedGradient">Infinity norm of the gradient in that space; null where it is not finite.</param>
/// <param name="Tolerance">The gradient at which it counts as converged: that of the landscape.</param>
/// <param name="GaugeDimension">Zero modes that continuous symmetries explain there; null where the spectrum was not computed.</param>
/// <param name="AboveClass">Its loss less the stored loss of the class; null where it is not finite.</param>
/// <param name="Point">The objective there: its gradient is the full one, its spectrum that of the balanced point of the same orbit.</param>
/// <param name="Theta">P entries.</param>
public sealed record SwapCriticalPoint(
    CriticalKind Kind,
    int Dimension,
    int Steps,
    double? TiedGradient,
    double Tolerance,
    int? GaugeDimension,
    double? AboveClass,
    GeometryPoint Point,
    double[] Theta);

/// <summary>What a point with a symmetry is, reached by minimising among the points with that symmetry.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CriticalKind>))]
public enum CriticalKind
{
    /// <summary>Critical, with negative eigenvalues: a pass between the copies.</summary>
    [JsonStringEnumMemberName("permutation saddle")]
    PermutationSaddle,

    /// <summary>Critical, no negative eigenvalue, zero modes as many as the gauge explains.</summary>
    [JsonStringEnumMemberName("minimum")]
    Minimum,

    /// <summary>Critical, no negative eigenvalue, more zero modes than the gauge explains: second order does not decide.</summary>
    [JsonStringEnumMemberName("degenerate")]
    Degenerate,

    /// <summary>A unit's argument is 0 on a sample, and derivatives do not exist.</summary>
    [JsonStringEnumMemberName("at a kink")]
    AtKink,

    /// <summary>The gradient is above the tolerance.</summary>
    [JsonStringEnumMemberName("unconverged")]
    Unconverged,

    /// <summary>Critical, but too large for its spectrum to be computed.</summary>
    [JsonStringEnumMemberName("not verified")]
    NotVerified,
}
