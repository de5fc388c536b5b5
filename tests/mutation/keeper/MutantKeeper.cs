using OrleansSymmetry.Landscape;

namespace OrleansSymmetry.Mutation.Keeper;

/// <summary>
/// Copies the library that it is run with to where the variable MUTANTS says: Stryker takes it back when it is done. It reaches one
/// mutant, so that Stryker knows that no test reaches the others, and has nothing more to run.
/// </summary>
public sealed class MutantKeeper
{
    [Fact]
    public void Library_with_mutants_is_kept()
    {
        string? directory = Environment.GetEnvironmentVariable("MUTANTS");
        Assert.NotNull(directory);
        string library = typeof(NumericsVersion).Assembly.Location;
        File.Copy(library, Path.Combine(directory, Path.GetFileName(library)), overwrite: true);

        // The library that is built first has no switch.
        Array.Find(typeof(NumericsVersion).Assembly.GetTypes(), type => type.Name == "MutantControl")?.GetMethod("IsActive")!.Invoke(null, [0]);
    }
}
