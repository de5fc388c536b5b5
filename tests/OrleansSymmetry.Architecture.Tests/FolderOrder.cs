using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrleansSymmetry.Architecture.Tests;

/// <summary>The folders of a project in order: the types of each use those of folders before theirs, and none after.</summary>
/// <param name="Assembly">Its assembly.</param>
/// <param name="Root">The namespace of its own folder.</param>
/// <param name="Folder">Where it stands in the repository.</param>
/// <param name="Folders">Its folders, as the rest of their namespaces; <see cref="Top"/> where its own files stand.</param>
internal sealed record FolderOrder(string Assembly, string Root, string Folder, IReadOnlyList<string> Folders)
{
    /// <summary>The folder of a project itself.</summary>
    public const string Top = "";

    public bool Holds(string space) => space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal);

    /// <summary>The place of the longest listed beginning of a namespace, so that a type may also be named by an alias.</summary>
    public int PlaceOf(string space)
    {
        string rest = space.Length > Root.Length ? space[(Root.Length + 1)..] : Top;
        return Enumerable.Range(0, Folders.Count)
            .Where(i => Folders[i] == Top || rest == Folders[i] || rest.StartsWith(Folders[i] + ".", StringComparison.Ordinal))
            .MaxBy(i => Folders[i].Length);
    }

    /// <summary>Uses of a type by one of an earlier folder, in declarations and in code: "user -> used".</summary>
    public IEnumerable<string> Faults(ModuleDefinition module)
    {
        IEnumerable<string> faults =
            from type in module.GetTypes()
            where Holds(NamespaceOf(type))
            from used in References(type)
            where used.Scope == module && Holds(NamespaceOf(used))
            where PlaceOf(NamespaceOf(type)) < PlaceOf(NamespaceOf(used))
            select $"{type.FullName} -> {used.FullName}";
        return faults.Distinct();
    }

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    /// <summary>All types that a type names: in its declaration, its members and their code.</summary>
    private static IEnumerable<TypeReference> References(TypeDefinition type)
    {
        IEnumerable<TypeReference?> named =
        [
            type.BaseType,
            .. type.Interfaces.Select(each => each.InterfaceType),
            .. type.CustomAttributes.Select(each => each.AttributeType),
            .. type.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(References),
        ];
        return named.OfType<TypeReference>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<TypeReference?> References(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.CustomAttributes.Select(each => each.AttributeType),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Operands) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
    ];

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    // List<A[]> is a list, an array and A.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
