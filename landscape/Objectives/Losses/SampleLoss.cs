namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>
/// The loss of a network's outputs against their targets, for a block of samples of eight seeds. One loss is one file here
/// and one line of <see cref="LossRegistry"/>.
/// </summary>
public abstract class SampleLoss
{
    /// <summary>Whether it is a likelihood of the linear outputs, so that no other output head makes sense.</summary>
    public abstract bool NeedsLinearHead { get; }

    /// <summary>Adds w_s loss(o_s, y_s) of the block's samples to <paramref name="total"/>, in their order.</summary>
    public abstract LaneVector Value(LaneVector total, in SampleBlock block);

    /// <summary>The same, with slopes[k, s] = w_s dloss/do_k.</summary>
    /// <param name="total">The sum so far.</param>
    /// <param name="block">The block.</param>
    /// <param name="slopes">[output, sample].</param>
    /// <param name="state">[output, sample]: what <see cref="Curvature"/> needs to know of this point.</param>
    public abstract LaneVector Slopes(LaneVector total, in SampleBlock block, Span<LaneVector> slopes, Span<LaneVector> state);

    /// <summary>products[k, s] = w_s sum_m d2loss/do_k do_m tangents[m, s].</summary>
    /// <param name="block">The block.</param>
    /// <param name="state">What <see cref="Slopes"/> left for the block.</param>
    /// <param name="tangents">[output, sample].</param>
    /// <param name="products">[output, sample].</param>
    public abstract void Curvature(
        in SampleBlock block, ReadOnlySpan<LaneVector> state, ReadOnlySpan<LaneVector> tangents, Span<LaneVector> products);
}
