namespace OrleansSymmetry.Landscape.Specs;

/// <summary>The keys of a phase that belong to its method.</summary>
internal static class MethodKeys
{
    // What each method takes besides `method`, `steps` and `gradient`, in the order of the canonical form.
    private static readonly Dictionary<Method, string[]> KeysByMethod = new()
    {
        [Method.GradientDescent] = ["step"],
        [Method.Momentum] = ["step", "momentum"],
        [Method.Nesterov] = ["step", "momentum"],
        [Method.Adam] = ["step", "beta1", "beta2", "epsilon"],
        [Method.Lbfgs] = [],
        [Method.Newton] = [],
        [Method.LevenbergMarquardt] = [],
    };

    /// <summary>Whether a method takes a key.</summary>
    public static bool Takes(Method method, string key) => KeysByMethod[method].Contains(key);
}
