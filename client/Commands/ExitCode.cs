namespace OrleansSymmetry.Client.Commands;

/// <summary>How a command ended, as the shell sees it.</summary>
public static class ExitCode
{
    /// <summary>Done. Runs that end unconverged or failed are results, not failures.</summary>
    public const int Done = 0;

    /// <summary>The work failed.</summary>
    public const int Failed = 1;

    /// <summary>The input is wrong: a sweep file, an option, an ID.</summary>
    public const int WrongInput = 2;

    /// <summary>The cluster cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>Interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
