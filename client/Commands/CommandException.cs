namespace OrleansSymmetry.Client.Commands;

/// <summary>What a command itself finds that it cannot do. What others find, they say by exceptions of their own (<see cref="CommandFault"/>).</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>One of <see cref="Commands.ExitCode"/>.</summary>
    internal int ExitCode { get; }

    /// <summary>The input is wrong.</summary>
    /// <param name="message">For the user: whole sentences, one fault a line.</param>
    internal static CommandException WrongInput(string message) => new(Commands.ExitCode.WrongInput, message);

    /// <summary>The work failed.</summary>
    /// <param name="message">For the user: whole sentences, one fault a line.</param>
    internal static CommandException Failed(string message) => new(Commands.ExitCode.Failed, message);
}
