using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrleansSymmetry.Mutation;

/// <summary>
/// Which of the alternatives that Stryker put into the library is taken. Stands in for Stryker's own switch, which looks for files and
/// variables at every turn: this one also notes what was reached, and ends a test that goes on for ever.
/// </summary>
public static class MutantSwitch
{
    /// <summary>The number of none.</summary>
    public const int Unchanged = -1;

    private static readonly bool[] Reached = new bool[1 << 16];

    private static int _active = Unchanged;
    private static long _left = long.MaxValue;

    /// <summary>Whether the last test went on for too long.</summary>
    public static bool HasExpired => _left < 0;

    /// <summary>Asked by the library wherever it has an alternative.</summary>
    public static bool IsActive(int mutant)
    {
        Reached[mutant] = true;
        return --_left < 0 ? throw new InvalidOperationException("The test goes on for ever.") : mutant == _active;
    }

    /// <summary>Takes an alternative, for so many questions at most.</summary>
    public static void Take(int mutant, long questions)
    {
        _active = mutant;
        _left = questions;
        Array.Clear(Reached);
    }

    /// <summary>The number of questions of so many that have been asked, and the mutants they were about.</summary>
    public static (long Asked, IReadOnlyList<int> Reached) Since(long questions) =>
        (questions - _left, [.. Enumerable.Range(0, Reached.Length).Where(mutant => Reached[mutant])]);

    /// <summary>Lets a library ask here instead of in Stryker's switch.</summary>
    public static void Fit(string library, string fitted)
    {
        using var module = ModuleDefinition.ReadModule(library);
        MethodDefinition asked = module.Types.Single(type => type.Name == "MutantControl").Methods.Single(method => method.Name == "IsActive");
        asked.Body = new MethodBody(asked);
        ILProcessor code = asked.Body.GetILProcessor();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, module.ImportReference(typeof(MutantSwitch).GetMethod(nameof(IsActive))));
        code.Emit(OpCodes.Ret);
        module.Write(fitted);
    }
}
