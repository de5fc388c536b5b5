using System.Globalization;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Witnesses.Arithmetic;
using OrleansSymmetry.Witnesses.Tables;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>The table of errors in units in the last place.</summary>
internal static class UlpsCommand
{
    /// <summary>What LaneMath promises, and what is asked of the activations.</summary>
    private const double Bound = 4;

    /// <summary>The witness' arithmetic against mpmath: nine digits beyond a double's.</summary>
    private const double ArithmeticBound = 1e-25;

    private static readonly Dictionary<string, Func<double, double, DoubleDouble>> Arithmetic = UlpCases.Elementary
        .ToDictionary(subject => subject.Name, subject => subject.Exact);

    /// <summary>Prints the table.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(TextWriter output, long points)
    {
        var table = new WitnessTable(output);
        Witness(table);
        Errors(table, points);
        Specials(table);
        return table.End();
    }

    private static void Witness(WitnessTable table)
    {
        table.Section(
            "The witness: double-double arithmetic (31 digits) against mpmath's committed values, relative error",
            ("function", 18), ("values", 10), ("worst", 10), ("bound", 8));
        foreach (string function in ReferenceValues.Functions)
        {
            ReferenceValue[] values = [.. ReferenceValues.Of(function).Where(value => value.Value.IsFull)];
            double worst = values
                .Select(value => Math.Abs(((Arithmetic[function](value.X, value.Second) - value.Value) / value.Value).High))
                .Aggregate(0.0, (a, b) => UlpMeasure.IsWorse(b, a) ? b : a);
            table.Line(
                worst <= ArithmeticBound,
                function,
                values.Length.ToString(CultureInfo.InvariantCulture),
                WitnessTable.Figure(worst),
                WitnessTable.Figure(ArithmeticBound));
        }
    }

    private static void Errors(WitnessTable table, long points)
    {
        table.Section(
            "Largest errors in units in the last place (* of the largest term, where a sum goes through 0)",
            ("function", 18), ("arguments", 20), ("points", 9), ("worst", 6), ("met at", 23), ("bound", 5));
        int number = 0;
        foreach (UlpCase subject in UlpCases.Elementary.Concat(UlpCases.Activations))
        {
            UlpResult result = UlpMeasure.Of(subject, number++, points);
            table.Line(
                result.Error <= Bound,
                subject.Name + (subject.Scale is null ? "" : " *"),
                subject.Domain.ToString(),
                result.Points.ToString(CultureInfo.InvariantCulture),
                WitnessTable.Figure(result.Error),
                result.At.ToString("R", CultureInfo.InvariantCulture),
                Bound.ToString(CultureInfo.InvariantCulture));
        }

        string[] unmeasured = [.. UlpCases.Unmeasured];
        table.Line(unmeasured.Length == 0, "functions left out", string.Join(' ', unmeasured), "", unmeasured.Length.ToString(CultureInfo.InvariantCulture), "",
            "0");
        table.Remark("Results below 2^-1022 are measured in units of 2^-1074. An activation is measured where its");
        table.Remark("slope is no subnormal number.");
        table.Remark("sin and cos keep the bound up to 2^50; beyond, where arguments lie a quarter apart, they are NaN.");
    }

    private static void Specials(WitnessTable table)
    {
        table.Section(
            "Zeros of either sign, subnormal numbers, infinities, NaN, the edges of overflow: wrong values",
            ("function", 18), ("cases", 10), ("wrong", 6), ("first", 40));
        foreach (IGrouping<string, (string Function, double X, double Value)> group in SpecialCases.All.GroupBy(entry => entry.Function))
        {
            Func<double, double> function = ElementaryFunction.All[group.Key].Scalar;
            string[] wrong = [.. group.Where(entry => !SpecialCases.Same(function(entry.X), entry.Value))
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.X}: {function(entry.X)}, not {entry.Value}"))];
            Line(group.Key, group.Count(), wrong);
        }

        foreach (string name in ActivationRegistry.Names)
        {
            (string Check, bool Holds)[] checks = [.. ActivationEdges.Of(name)];
            Line(name, checks.Length, [.. checks.Where(check => !check.Holds).Select(check => check.Check)]);
        }

        void Line(string name, int cases, string[] wrong) => table.Line(
            wrong.Length == 0, name, cases.ToString(CultureInfo.InvariantCulture), wrong.Length.ToString(CultureInfo.InvariantCulture),
            wrong.FirstOrDefault(""));
    }
}
