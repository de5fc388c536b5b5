using System.IO.Pipelines;

namespace OrleansSymmetry.Access;

/// <summary>A connection's ends, and whether the peer has said anything yet.</summary>
internal sealed class WatchedTransport(IDuplexPipe transport) : IDuplexPipe
{
    private readonly WatchedInput _input = new(transport.Input);

    /// <summary>Whether a byte has arrived.</summary>
    public bool HasReceived => _input.HasReceived;

    /// <inheritdoc/>
    public PipeReader Input => _input;

    /// <inheritdoc/>
    public PipeWriter Output => transport.Output;

    private sealed class WatchedInput(PipeReader input) : PipeReader
    {
        public bool HasReceived { get; private set; }

        public override void AdvanceTo(SequencePosition consumed) => input.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => input.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => input.CancelPendingRead();

        public override void Complete(Exception? exception = null) => input.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => input.CompleteAsync(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            ReadResult read = await input.ReadAsync(cancellationToken);
            HasReceived |= !read.Buffer.IsEmpty;
            return read;
        }

        public override bool TryRead(out ReadResult result)
        {
            bool isRead = input.TryRead(out result);
            HasReceived |= isRead && !result.Buffer.IsEmpty;
            return isRead;
        }
    }
}
