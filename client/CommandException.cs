namespace OrleansSymmetry.Client;

/// <summary>A command that cannot go on: what to tell the user, and the exit code.</summary>
public sealed class CommandException : Exception
{
    /// <summary>With the message for the user, whole sentences, one fault a line.</summary>
    public CommandException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>One of <see cref="Client.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>The input is wrong.</summary>
    public static CommandException WrongInput(string message) => new(Client.ExitCode.WrongInput, message);

    /// <summary>The work failed.</summary>
    public static CommandException Failed(string message, Exception? innerException = null) =>
        new(Client.ExitCode.Failed, message, innerException);

    /// <summary>The cluster cannot be reached.</summary>
    public static CommandException Unreachable(string message, Exception? innerException = null) =>
        new(Client.ExitCode.Unreachable, message, innerException);
}
