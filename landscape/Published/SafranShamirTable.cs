using System.Globalization;
using System.Text.Json;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>A published class of minima, modulo permutations of neurons and of inputs.</summary>
/// <param name="Isotropy">Sizes of the blocks of inputs that it leaves alike, ascending.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="MinEigenvalue">Smallest eigenvalue of its Hessian.</param>
/// <param name="MaxEigenvalue">Largest.</param>
/// <param name="Hits2018">Of 1000 runs.</param>
/// <param name="Hits2020">Of 500 runs.</param>
/// <param name="ClassesModuloNeuronsOnly">Classes that it is when permutations of inputs are not divided out.</param>
public sealed record SafranShamirClass(
    IReadOnlyList<int> Isotropy, double Loss, double MinEigenvalue, double MaxEigenvalue, long Hits2018, long Hits2020, long ClassesModuloNeuronsOnly)
{
    /// <summary>As a census names it: "S_1 x S_5".</summary>
    public string IsotropyName => string.Join(" x ", Isotropy.Select(size => string.Create(CultureInfo.InvariantCulture, $"S_{size}")));
}

/// <summary>The published classes, by k.</summary>
public static class SafranShamirTable
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The classes published for each k.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<SafranShamirClass>> Classes { get; } = Read();

    private static Dictionary<int, IReadOnlyList<SafranShamirClass>> Read()
    {
        const string Name = "OrleansSymmetry.Landscape.Published.Data.safran-shamir.json";
        using Stream stream = typeof(SafranShamirTable).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The resource {Name} is missing from the assembly.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("k").EnumerateObject().ToDictionary(
            entry => int.Parse(entry.Name, CultureInfo.InvariantCulture),
            entry => (IReadOnlyList<SafranShamirClass>)entry.Value.Deserialize<SafranShamirClass[]>(Options)!);
    }
}
