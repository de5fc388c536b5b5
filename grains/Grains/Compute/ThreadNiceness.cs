using System.Runtime.InteropServices;

namespace OrleansSymmetry.Grains.Compute;

/// <summary>Priority of a compute thread, so that a machine whose cores all train still answers at once.</summary>
internal static partial class ThreadNiceness
{
    // Half-way to idle: enough that the silo's own threads always go first, and a privilege nobody needs to be given.
    private const int Niceness = 10;

    private const int PriorityOfProcess = 0;
    private const int CallingThread = 0;

    /// <summary>Lowers the calling thread's priority. On Linux niceness belongs to the thread; elsewhere its priority is set.</summary>
    public static void LowerThisThread()
    {
        if (OperatingSystem.IsLinux())
        {
            // A refusal costs responsiveness only, and there is nothing to be done about it.
            _ = SetPriority(PriorityOfProcess, CallingThread, Niceness);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
