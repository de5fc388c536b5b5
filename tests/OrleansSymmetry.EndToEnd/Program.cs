using OrleansSymmetry.EndToEnd.Kills;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace OrleansSymmetry.EndToEnd;

/// <summary>`kills`: the kill matrix. Anything else: the tests.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["kills", .. string[] rest])
        {
            return await KillCommand.Create().Parse(rest).InvokeAsync();
        }

        return args.Any(argument => argument is "-automated" or "@@")
            ? await ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
