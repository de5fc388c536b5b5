namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>
/// One symmetry of a network: per hidden layer a permutation of its units with a sign, half turns and a scale for each,
/// and for a softmax head a vector added to all rows of the last layer.
/// </summary>
public sealed class GroupElement
{
    private readonly SymmetryGroup _group;

    /// <summary>Makes an element.</summary>
    /// <param name="group">The group.</param>
    /// <param name="units">Per hidden layer, what stands at each place.</param>
    /// <param name="rowShift">Added to every row of W_L, the last entry to every entry of b_L where it exists; null for zero.</param>
    /// <exception cref="ArgumentException">It is no element of the group.</exception>
    public GroupElement(SymmetryGroup group, IReadOnlyList<UnitElement[]> units, double[]? rowShift = null)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(units);
        _group = group;
        Units = units;
        RowShift = rowShift;
        Validate();
    }

    /// <summary>Per hidden layer, what stands at each place.</summary>
    public IReadOnlyList<UnitElement[]> Units { get; }

    /// <summary>Added to every row of the last layer; null for zero.</summary>
    public double[]? RowShift { get; }

    /// <summary>The element that changes nothing.</summary>
    public static GroupElement Identity(SymmetryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new GroupElement(group, [.. group.Layers.Select(layer => UnitElement.IdentityOf(layer.Width))]);
    }

    /// <summary>g theta.</summary>
    public double[] Apply(ReadOnlySpan<double> theta)
    {
        NetworkWeights weights = NetworkWeights.Read(_group.Network, theta);
        for (int l = 0; l < Units.Count; l++)
        {
            ApplyLayer(weights, l);
        }

        if (RowShift is not null)
        {
            ShiftRows(weights, RowShift);
        }

        return weights.ToTheta(_group.Network);
    }

    /// <summary>The element that does <paramref name="first"/>, then this one.</summary>
    public GroupElement After(GroupElement first)
    {
        ArgumentNullException.ThrowIfNull(first);
        var units = new UnitElement[Units.Count][];
        for (int l = 0; l < units.Length; l++)
        {
            units[l] = new UnitElement[Units[l].Length];
            for (int i = 0; i < units[l].Length; i++)
            {
                UnitElement outer = Units[l][i];
                UnitElement inner = first.Units[l][outer.Source];
                units[l][i] = new UnitElement(inner.Source, outer.Form.After(inner.Form), outer.Scale * inner.Scale);
            }
        }

        double[]? shift = first.RowShift is null ? null : CarryRow(first.RowShift);
        if (RowShift is not null)
        {
            shift ??= new double[RowShift.Length];
            for (int i = 0; i < shift.Length; i++)
            {
                shift[i] += RowShift[i];
            }
        }

        return new GroupElement(_group, units, shift);
    }

    /// <summary>The element that undoes this one.</summary>
    public GroupElement Inverse()
    {
        var units = new UnitElement[Units.Count][];
        for (int l = 0; l < units.Length; l++)
        {
            units[l] = new UnitElement[Units[l].Length];
            for (int i = 0; i < units[l].Length; i++)
            {
                UnitElement unit = Units[l][i];
                units[l][unit.Source] = new UnitElement(i, unit.Form.Inverse(), 1 / unit.Scale);
            }
        }

        var inverse = new GroupElement(_group, units);
        return RowShift is null
            ? inverse
            : new GroupElement(_group, units, [.. inverse.CarryRow(RowShift).Select(value => -value)]);
    }

    /// <summary>Adds one vector to all rows of the last layer.</summary>
    internal static void ShiftRows(NetworkWeights weights, double[] shift)
    {
        double[] matrix = weights.Matrices[^1];
        int columns = weights.Widths[^2];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] += shift[i % columns];
        }

        if (weights.Biases[^1] is { } bias)
        {
            for (int i = 0; i < bias.Length; i++)
            {
                bias[i] += shift[columns];
            }
        }
    }

    private static double Power(double scale, int degree)
    {
        double power = 1;
        for (int i = 0; i < degree; i++)
        {
            power *= scale;
        }

        return power;
    }

    private double OutgoingFactor(int layer, UnitElement unit)
    {
        LayerSymmetry symmetry = _group.Layers[layer];
        return unit.Form.Outgoing(symmetry.Unit) / Power(unit.Scale, symmetry.ScaleDegree);
    }

    private void ApplyLayer(NetworkWeights weights, int l)
    {
        UnitElement[] units = Units[l];
        int inputs = weights.Widths[l];
        double[] rows = (double[])weights.Matrices[l].Clone();
        double[]? bias = (double[]?)weights.Biases[l]?.Clone();
        double[] columns = (double[])weights.Matrices[l + 1].Clone();
        int outputs = weights.Widths[l + 2];
        for (int i = 0; i < units.Length; i++)
        {
            UnitElement unit = units[i];
            double factor = unit.Form.Sign * unit.Scale;
            for (int c = 0; c < inputs; c++)
            {
                weights.Matrices[l][(i * inputs) + c] = factor * rows[(unit.Source * inputs) + c];
            }

            if (bias is not null)
            {
                weights.Biases[l]![i] = (factor * bias[unit.Source]) + (unit.Form.HalfTurns * Math.PI);
            }

            bool carriesConstant = _group.Layers[l].Unit == UnitSymmetry.MidFlip && unit.Form.Sign < 0;
            double outgoing = OutgoingFactor(l, unit);
            for (int r = 0; r < outputs; r++)
            {
                double a = columns[(r * units.Length) + unit.Source];
                weights.Matrices[l + 1][(r * units.Length) + i] = outgoing * a;
                if (carriesConstant)
                {
                    weights.Biases[l + 1]![r] += a;
                }
            }
        }
    }

    /// <summary>The row shift u becomes, when the units of the last hidden layer change, what a row of W_L would.</summary>
    private double[] CarryRow(double[] shift)
    {
        UnitElement[] units = Units[^1];
        var carried = (double[])shift.Clone();
        for (int i = 0; i < units.Length; i++)
        {
            UnitElement unit = units[i];
            carried[i] = OutgoingFactor(Units.Count - 1, unit) * shift[unit.Source];
            if (_group.Layers[^1].Unit == UnitSymmetry.MidFlip && unit.Form.Sign < 0)
            {
                carried[^1] += shift[unit.Source];
            }
        }

        return carried;
    }

    private void Validate()
    {
        if (Units.Count != _group.Layers.Count)
        {
            throw new ArgumentException($"The element has {Units.Count} layers; the network has {_group.Layers.Count} hidden layers.");
        }

        for (int l = 0; l < Units.Count; l++)
        {
            LayerSymmetry layer = _group.Layers[l];
            if (!Units[l].Select(unit => unit.Source).Order().SequenceEqual(Enumerable.Range(0, layer.Width)))
            {
                throw new ArgumentException($"Layer {l + 1}: the sources are no permutation of 0..{layer.Width - 1}.");
            }

            foreach (UnitElement unit in Units[l])
            {
                (int sign, int halfTurns) = unit.Form;
                bool flips = sign == 1 || (sign == -1 && layer.HasFlip);
                bool turns = halfTurns == 0 || layer.HasPhase;
                bool keepsOutgoing = layer.Unit != UnitSymmetry.FixedPhase || (sign == 1) == int.IsEvenInteger(halfTurns);
                bool scales = unit.Scale == 1 || (unit.Scale > 0 && double.IsFinite(unit.Scale) && layer.ScaleDegree > 0);
                if (!(flips && turns && keepsOutgoing && scales))
                {
                    throw new ArgumentException($"Layer {l + 1}: {unit} is no symmetry of its units.");
                }
            }
        }

        if (RowShift is not null && !_group.CentresSoftmax)
        {
            throw new ArgumentException("Only a softmax head without penalty lets its rows be shifted.");
        }
    }
}
