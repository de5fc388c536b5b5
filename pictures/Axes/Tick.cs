namespace OrleansSymmetry.Pictures.Axes;

/// <summary>A labelled value on an axis.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">The value in plain letters, such as 0.25 or 1e-4.</param>
internal readonly record struct Tick(double Value, string Label);
