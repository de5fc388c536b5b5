using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace OrleansSymmetry.Mutation;

/// <summary>One fact, or one theory with one row of its data.</summary>
internal sealed class TestCase(MethodInfo method, object?[] arguments)
{
    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    public string Class => method.DeclaringType!.Name;

    /// <summary>The folder of the library that it mirrors, without the folders inside it.</summary>
    public string Folder => method.DeclaringType!.Namespace!.Split('.').SkipWhile(part => part != "Tests").ElementAt(1);

    /// <summary>All tests of this assembly.</summary>
    public static IReadOnlyList<TestCase> All() =>
        [.. typeof(TestCase).Assembly.GetTypes().Where(type => type.IsPublic).SelectMany(type => type.GetMethods()).SelectMany(Of)];

    /// <summary>Runs it; what it failed with, null where it passed.</summary>
    public Exception? Failure()
    {
        try
        {
            object test = Activator.CreateInstance(method.DeclaringType!)!;
            (method.Invoke(test, BindingFlags.DoNotWrapExceptions, null, arguments, null) as Task)?.GetAwaiter().GetResult();
            return null;
        }
#pragma warning disable CA1031 // Whatever a mutant throws, the test has failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private static IEnumerable<TestCase> Of(MethodInfo method)
    {
        if (method.GetCustomAttribute<TheoryAttribute>() is not null)
        {
            RuntimeHelpers.RunClassConstructor(method.DeclaringType!.TypeHandle);
            return method.GetCustomAttributes().OfType<IDataAttribute>().SelectMany(data => Rows(method, data)).Select(row => new TestCase(method, row));
        }

        return method.GetCustomAttribute<FactAttribute>() is null ? [] : [new TestCase(method, [])];
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method, IDataAttribute data)
    {
        if (data is MemberDataAttributeBase member)
        {
            member.MemberType ??= method.DeclaringType;
        }

        return data.GetData(method, new DisposalTracker()).AsTask().GetAwaiter().GetResult().Select(row => Fitted(method, row.GetData()));
    }

    /// <summary>A row with its last values in one array where the method takes them so.</summary>
    private static object?[] Fitted(MethodInfo method, object?[] row)
    {
        ParameterInfo[] parameters = method.GetParameters();
        int last = parameters.Length - 1;
        if (!parameters[last].IsDefined(typeof(ParamArrayAttribute)))
        {
            return row;
        }

        var rest = Array.CreateInstance(parameters[last].ParameterType.GetElementType()!, row.Length - last);
        Array.Copy(row, last, rest, 0, rest.Length);
        return [.. row[..last], rest];
    }
}
