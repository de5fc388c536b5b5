using System.IO.Pipelines;

namespace OrleansSymmetry.Access;

/// <summary>A connection's ends, and whether the peer has said anything yet.</summary>
/// <param name="transport">The ends.</param>
/// <param name="heard">Called once, when the first byte has arrived.</param>
internal sealed class WatchedTransport(IDuplexPipe transport, Action heard) : IDuplexPipe
{
    private readonly WatchedInput _input = new(transport.Input, heard);

    /// <summary>Whether a byte has arrived.</summary>
    public bool HasReceived => _input.HasReceived;

    /// <inheritdoc/>
    public PipeReader Input => _input;

    /// <inheritdoc/>
    public PipeWriter Output => transport.Output;

    private sealed class WatchedInput(PipeReader input, Action heard) : PipeReader
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
            Watch(read);
            return read;
        }

        public override bool TryRead(out ReadResult result)
        {
            bool isRead = input.TryRead(out result);
            Watch(result);
            return isRead;
        }

        private void Watch(ReadResult read)
        {
            if (!HasReceived && !read.Buffer.IsEmpty)
            {
                HasReceived = true;
                heard();
            }
        }
    }
}
