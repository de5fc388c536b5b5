using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// What a numbering of units cannot change, as an ordered partition of units with their signs: two are in one cell while their
/// weights to every cell of the neighbouring layers agree (colour refinement; McKay and Piperno 2014, J. Symbolic Comput. 60).
/// Of one network, or of two at once, whose cells then correspond. Entries agree while they tie (<see cref="TieCuts"/>),
/// so that a symmetry to tolerance never leads from one cell to another.
/// <para>
/// A node is a unit in one of its forms: as it is, or mirrored where its layer has flips. Units with phases have no forms here, and
/// the signs of their weights are not looked at: what brings a phase back depends on its partner.
/// </para>
/// </summary>
internal sealed class UnitPartition
{
    private readonly NetworkWeights[] _networks;
    private readonly IReadOnlyList<LayerSymmetry> _symmetries;
    private readonly double[] _tolerances;

    /// <summary>Per hidden layer its nodes, those of one cell side by side.</summary>
    private readonly int[][] _order;

    /// <summary>Per hidden layer and node, where its cell starts in the order.</summary>
    private readonly int[][] _cellOf;

    private UnitPartition(NetworkWeights[] networks, IReadOnlyList<LayerSymmetry> symmetries, double[] tolerances, int[][] order, int[][] cellOf)
    {
        _networks = networks;
        _symmetries = symmetries;
        _tolerances = tolerances;
        _order = order;
        _cellOf = cellOf;
    }

    /// <summary>The coarsest partition; null where the networks turn out to be no copies of each other.</summary>
    /// <param name="networks">One, or two of the same widths.</param>
    /// <param name="symmetries">The hidden layers' symmetries.</param>
    /// <param name="tolerances">Per matrix, how far apart values may be that agree.</param>
    public static UnitPartition? Coarsest(NetworkWeights[] networks, IReadOnlyList<LayerSymmetry> symmetries, double[] tolerances)
    {
        int[][] order = [.. Enumerable.Range(0, networks[0].HiddenLayers).Select(
            l => Enumerable.Range(0, networks.Length * Forms(symmetries[l]) * networks[0].Widths[l + 1]).ToArray())];
        var partition = new UnitPartition(networks, symmetries, tolerances, order, [.. order.Select(nodes => new int[nodes.Length])]);
        return partition.Refine() ? partition : null;
    }

    /// <summary>
    /// The coarsest partition in which every unit that is placed has a cell for itself and its partner: those of the layers below
    /// <paramref name="layer"/>, and of this one the first <paramref name="count"/>. Null where some cannot be partners.
    /// </summary>
    /// <param name="networks">One, or two of the same widths.</param>
    /// <param name="symmetries">The hidden layers' symmetries.</param>
    /// <param name="tolerances">Per matrix, how far apart values may be that agree.</param>
    /// <param name="layer">The hidden layer that is being filled, from 0.</param>
    /// <param name="count">Number of its places that are filled.</param>
    /// <param name="placed">What stands at a place of a layer.</param>
    public static UnitPartition? AsPlaced(
        NetworkWeights[] networks, IReadOnlyList<LayerSymmetry> symmetries, double[] tolerances, int layer, int count, Func<int, int, Choice> placed)
    {
        var choices = new List<Choice>();
        for (int l = 0; l <= layer; l++)
        {
            int places = l < layer ? networks[0].Widths[l + 1] : count;
            for (int place = 0; place < places; place++)
            {
                choices.Add(placed(l, place));
            }
        }

        return Coarsest(networks, symmetries, tolerances)?.With([.. choices]);
    }

    /// <summary>Where the cell of a unit's form starts: equal for units that are alike.</summary>
    /// <param name="layer">Hidden layer, from 0.</param>
    /// <param name="network">Which of the networks.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="sign">1, or -1 for the mirrored form.</param>
    public int CellOf(int layer, int network, int unit, int sign) => _cellOf[layer][NodeOf(layer, network, unit, sign)];

    /// <summary>The partition in which each chosen form has a cell for itself and its partner; null where some cannot be partners.</summary>
    public UnitPartition? With(params ReadOnlySpan<Choice> choices)
    {
        var finer = new UnitPartition(
            _networks, _symmetries, _tolerances, [.. _order.Select(nodes => (int[])nodes.Clone())], [.. _cellOf.Select(cells => (int[])cells.Clone())]);
        foreach (Choice choice in choices)
        {
            bool isSingle = finer.TrySingleOut(choice, 1) && (Forms(_symmetries[choice.Layer]) == 1 || finer.TrySingleOut(choice, -1));
            if (!isSingle)
            {
                return null;
            }
        }

        return finer.Refine() ? finer : null;
    }

    private static int Forms(LayerSymmetry layer) => layer is { HasFlip: true, HasPhase: false } ? 2 : 1;

    private int NodeOf(int layer, int network, int unit, int sign)
    {
        int forms = Forms(_symmetries[layer]);
        return (((network * forms) + (forms == 2 && sign < 0 ? 1 : 0)) * _networks[0].Widths[layer + 1]) + unit;
    }

    private bool TrySingleOut(Choice choice, int factor)
    {
        int[] order = _order[choice.Layer];
        int[] cellOf = _cellOf[choice.Layer];
        int start = cellOf[NodeOf(choice.Layer, 0, choice.Unit, factor * choice.Sign)];
        for (int network = 0; network < _networks.Length; network++)
        {
            int node = network == 0
                ? NodeOf(choice.Layer, 0, choice.Unit, factor * choice.Sign)
                : NodeOf(choice.Layer, 1, choice.Partner, factor);
            if (cellOf[node] != start)
            {
                return false;
            }

            int at = Array.IndexOf(order, node, start);
            (order[at], order[start + network]) = (order[start + network], node);
        }

        int end = EndOf(choice.Layer, start);
        for (int at = start + _networks.Length; at < end; at++)
        {
            cellOf[order[at]] = start + _networks.Length;
        }

        return true;
    }

    private int EndOf(int layer, int start)
    {
        int end = start;
        while (end < _order[layer].Length && _cellOf[layer][_order[layer][end]] == start)
        {
            end++;
        }

        return end;
    }

    // until nothing changes:
    //   for each layer up:   cut its cells by the weights from the cells below
    //   for each layer down: cut its cells by the weights to the cells above
    // Cells are only ever cut, by numbers that no numbering of units changes: a symmetry never leads from one cell to another. Of two
    // networks every cell holds as many nodes of either; where one does not, no symmetry connects them.
    private bool Refine()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int l = 0; l < _order.Length; l++)
            {
                if (!TrySplit(l, incoming: true, ref changed))
                {
                    return false;
                }
            }

            for (int l = _order.Length - 1; l >= 0; l--)
            {
                if (!TrySplit(l, incoming: false, ref changed))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool TrySplit(int layer, bool incoming, ref bool changed)
    {
        int[] order = _order[layer];
        int entries = EntryCount(layer, incoming);
        double tolerance = _tolerances[incoming ? layer : layer + 1];
        int next;
        for (int start = 0; start < order.Length; start = next)
        {
            next = EndOf(layer, start);
            int length = next - start;
            if (length == _networks.Length)
            {
                continue;
            }

            var table = new double[length * entries];
            var members = new int[length];
            for (int k = 0; k < length; k++)
            {
                members[k] = k;
                FillSignature(layer, incoming, order[start + k], table.AsSpan(k * entries, entries));
            }

            List<int> cuts = TieCuts.Sort(members.AsSpan(), new Signatures(table, entries, tolerance));
            if (cuts.Count > 0)
            {
                changed = true;
                Arrange(layer, start, members, cuts);
            }
        }

        return _networks.Length == 1 || CellsCorrespond(layer);
    }

    private void Arrange(int layer, int start, int[] members, List<int> cuts)
    {
        int[] order = _order[layer];
        int[] before = order.AsSpan(start, members.Length).ToArray();
        int cell = start;
        int nextCut = 0;
        for (int k = 0; k < members.Length; k++)
        {
            if (nextCut < cuts.Count && cuts[nextCut] == k)
            {
                cell = start + k;
                nextCut++;
            }

            order[start + k] = before[members[k]];
            _cellOf[layer][order[start + k]] = cell;
        }
    }

    private bool CellsCorrespond(int layer)
    {
        int half = _order[layer].Length / 2;
        var excess = new int[_order[layer].Length];
        for (int node = 0; node < excess.Length; node++)
        {
            excess[_cellOf[layer][node]] += node < half ? 1 : -1;
        }

        return Array.TrueForAll(excess, count => count == 0);
    }

    private int EntryCount(int layer, bool incoming)
    {
        if (incoming)
        {
            return 1 + (layer == 0 ? _networks[0].Widths[0] : _order[layer - 1].Length / _networks.Length);
        }

        return layer == _order.Length - 1 ? _networks[0].Widths[^1] : _order[layer + 1].Length / _networks.Length;
    }

    /// <summary>A node's weights to every cell of the layer below (its bias first) or above, those to one cell sorted.</summary>
    private void FillSignature(int layer, bool incoming, int node, Span<double> entries)
    {
        int width = _networks[0].Widths[layer + 1];
        int forms = Forms(_symmetries[layer]);
        int half = node / (width * forms);
        NetworkWeights network = _networks[half];
        int sign = node / width % forms == 0 ? 1 : -1;
        int unit = node % width;
        bool isUnsigned = _symmetries[layer].HasPhase;
        int neighbour = incoming ? layer - 1 : layer + 1;
        if (incoming)
        {
            entries[0] = network.Biases[layer] is { } bias && !isUnsigned ? sign * bias[unit] : 0;
            entries = entries[1..];
        }

        double[] matrix = network.Matrices[incoming ? layer : layer + 1];
        int own = incoming ? sign : new UnitForm(sign).Outgoing(_symmetries[layer].Unit);
        if (neighbour < 0 || neighbour >= _order.Length)
        {
            for (int k = 0; k < entries.Length; k++)
            {
                double value = own * (incoming ? matrix[(unit * entries.Length) + k] : matrix[(k * width) + unit]);
                entries[k] = isUnsigned ? Math.Abs(value) : value;
            }

            return;
        }

        FillFromLayer(half, matrix, neighbour, unit, incoming, own, isUnsigned, entries);
    }

    /// <summary>Weights between a unit and the nodes of the layer below, if incoming, or above. (If one layer has phases, all have.)</summary>
    private void FillFromLayer(
        int half, double[] matrix, int neighbour, int unit, bool incoming, int own, bool isUnsigned, Span<double> entries)
    {
        int width = _networks[0].Widths[neighbour];
        int neighbours = _networks[0].Widths[neighbour + 1];
        int forms = Forms(_symmetries[neighbour]);
        int first = half * neighbours * forms;
        int last = first + (neighbours * forms);
        int filled = 0;
        int cellStart = 0;
        int cell = 0;
        foreach (int node in _order[neighbour])
        {
            if (_cellOf[neighbour][node] != cell)
            {
                entries[cellStart..filled].Sort();
                cellStart = filled;
                cell = _cellOf[neighbour][node];
            }

            if (node >= first && node < last)
            {
                int other = node % neighbours;
                int form = node / neighbours % forms == 0 ? 1 : -1;
                double value = incoming
                    ? own * new UnitForm(form).Outgoing(_symmetries[neighbour].Unit) * matrix[(unit * neighbours) + other]
                    : own * form * matrix[(other * width) + unit];
                entries[filled++] = isUnsigned ? Math.Abs(value) : value;
            }
        }

        entries[cellStart..filled].Sort();
    }

    /// <summary>The weights of the nodes of one cell, [node, entry].</summary>
    private readonly struct Signatures(double[] table, int entries, double tolerance) : ITieKeys<int>
    {
        public int Entries => entries;

        public double Entry(int item, int entry) => table[(item * entries) + entry];

        public double Tolerance(int entry) => tolerance;
    }

    /// <summary>A unit of the first network in a form, and the unit of the second, as it is, that it is to correspond to.</summary>
    public readonly record struct Choice(int Layer, int Unit, int Sign, int Partner);
}
