using Microsoft.Extensions.Logging;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// The reminder that wakes the coordinator of an unfinished sweep. One that is missing is made up for by the silos' own
/// questions, and one too many forgets itself: so nothing here throws.
/// </summary>
/// <param name="grain">The coordinator.</param>
/// <param name="sweep">Its sweep, for messages.</param>
/// <param name="logger">Told what went wrong.</param>
internal sealed partial class ResumeReminder(IGrainBase grain, string sweep, ILogger logger)
{
    private const string Name = "resume";

    // Orleans' shortest period. The silos' own questions are faster; this holds should they fail.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Asks to be woken.</summary>
    public Task SetAsync() => QuietlyAsync(() => grain.RegisterOrUpdateReminder(Name, Period, Period));

    /// <summary>Asks to be left alone.</summary>
    public Task ForgetAsync() =>
        QuietlyAsync(async () =>
        {
            if (await grain.GetReminder(Name) is { } reminder)
            {
                await grain.UnregisterReminder(reminder);
            }
        });

    private async Task QuietlyAsync(Func<Task> reminding)
    {
        try
        {
            await reminding();
        }
#pragma warning disable CA1031 // The table of reminders shows in many ways that it does not answer.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotReminded(logger, sweep, fault.Message);
        }
    }

    [LoggerMessage(22, LogLevel.Warning, "The reminder of sweep {Sweep} was not changed: {Reason}")]
    private static partial void LogNotReminded(ILogger logger, string sweep, string reason);
}
