using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>
/// The exact expectation F(W) = 1/2 E[(sum_i relu(w_i.x) - sum_j relu(v_j.x))^2] over x ~ N(0, I_d), plus l2/2 |W|^2, with its
/// gradient and Hessian in closed form (Safran and Shamir 2018, arXiv 1712.08968, section 4 and appendix), for eight seeds at once.
/// W is [student, input] row-major, k d parameters. Not differentiable where some w_i = 0; there the Hessian is not finite.
/// </summary>
/// <remarks>
/// The gradient is sum_j h(w_i, w_j) - h(w_i, v_j) with h(w, v) = (|v| sin t w/|w| + (pi - t) v)/(2 pi), t the angle of w and v.
/// Near a global minimum every student lies next to a teacher and the two sums cancel, so every student is paired with a teacher
/// and h(w_i, u) - h(w_i, v) is formed from u - v: the gradient keeps its relative accuracy down to 0. Which teacher a student
/// is paired with has no influence beyond rounding.
/// </remarks>
public sealed class GaussianTeacherObjective : ILaneObjective
{
    private const double InverseTwoPi = 0.15915494309189535;

    /// <summary>
    /// Below this share of the teacher's energy E[teacher^2]/2 the value is taken from a difference that does not cancel;
    /// above it, ten digits are right without.
    /// </summary>
    private const double CancellationShare = 1e-6;

    /// <summary>
    /// A student's squared length, relative to its teacher's, below which u - v keeps too little of u: its turn would be right to 1e-11 only.
    /// </summary>
    private const double ShortStudent = 1e-10;

    private readonly int _inputs;
    private readonly int _students;
    private readonly int _slots;
    private readonly int _teachers;
    private readonly double _l2;
    private readonly double _teacherEnergy;
    private readonly LaneBuffer _teacher;
    private readonly LaneBuffer _teacherNorms;
    private readonly LaneBuffer _norms;
    private readonly LaneBuffer _units;
    private readonly LaneBuffer _student;
    private readonly LaneBuffer _partner;
    private readonly LaneBuffer _difference;
    private readonly LaneBuffer _taken;
    private readonly LaneBuffer _base;
    private readonly LaneBuffer _normal;
    private readonly LaneBuffer _scratch;

    /// <summary>Prepares the objective and allocates all its working memory.</summary>
    /// <param name="network">One hidden relu layer without biases, output weights fixed to ones, one linear output.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="loss">half-mse.</param>
    /// <param name="l2">Penalty, at least 0.</param>
    /// <exception cref="ArgumentException">The network or the loss is another.</exception>
    public GaussianTeacherObjective(Network network, GaussianTeacher teacher, LossKind loss = LossKind.HalfMse, double l2 = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentOutOfRangeException.ThrowIfNegative(l2);
        RequireFit(network, teacher, loss);
        _inputs = teacher.InputCount;
        _students = network.Layers[0].Outputs;
        _teachers = teacher.Units;
        _slots = Math.Max(_students, _teachers);
        _l2 = l2;
        _teacher = new LaneBuffer(_teachers * _inputs);
        for (int i = 0; i < teacher.V.Length; i++)
        {
            _teacher.Vectors[i] = Vector512.Create(teacher.V[i]);
        }

        _teacherNorms = new LaneBuffer(_teachers);
        _norms = new LaneBuffer(_students);
        _units = new LaneBuffer(_students * _inputs);
        _student = new LaneBuffer(_slots * _inputs);
        _partner = new LaneBuffer(_slots * _inputs);
        _difference = new LaneBuffer(_slots * _inputs);
        _taken = new LaneBuffer(_teachers);
        _base = new LaneBuffer(_inputs);
        _normal = new LaneBuffer(_inputs);
        _scratch = new LaneBuffer(_students * _inputs);
        for (int j = 0; j < _teachers; j++)
        {
            _teacherNorms.Vectors[j] = Norm(Row(_teacher, j));
        }

        _teacherEnergy = TeacherEnergy();
    }

    /// <inheritdoc/>
    public int ParameterCount => _students * _inputs;

    /// <inheritdoc/>
    public LaneVector Value(ReadOnlySpan<LaneVector> theta) => Gradient(theta, _scratch.Vectors);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient)
    {
        RequireLength(theta.Length, ParameterCount, nameof(theta));
        RequireLength(gradient.Length, ParameterCount, nameof(gradient));
        Pair(theta);
        int d = _inputs;
        Span<LaneVector> unit = _base.Vectors;
        LaneVector pi = Vector512.Create(Math.PI), scale = Vector512.Create(InverseTwoPi);
        LaneVector inner = LaneVector.Zero;
        LaneVector overlap = LaneVector.Zero;
        for (int i = 0; i < _students; i++)
        {
            ReadOnlySpan<LaneVector> w = Row(_student, i);
            LaneVector norm = Normalise(w, unit);
            Span<LaneVector> slope = gradient.Slice(i * d, d);
            slope.Clear();
            LaneVector along = LaneVector.Zero;
            LaneVector crossing = LaneVector.Zero;
            for (int j = 0; j < _slots; j++)
            {
                ReadOnlySpan<LaneVector> v = Row(_partner, j), delta = Row(_difference, j);
                Angles angles = AnglesTo(unit, j, i == j ? Self.Student : Self.None);
                LaneVector rest = pi - angles.Student;
                for (int e = 0; e < d; e++)
                {
                    slope[e] = Vector512.FusedMultiplyAdd(rest, delta[e], Vector512.FusedMultiplyAdd(-angles.Turn, v[e], slope[e]));
                }

                along += angles.Rise;
                crossing += Vector512.FusedMultiplyAdd(rest + angles.Turn, angles.TeacherAlong, angles.TeacherAcross);
            }

            for (int e = 0; e < d; e++)
            {
                slope[e] = scale * Vector512.FusedMultiplyAdd(along, unit[e], slope[e]);
                inner = Vector512.FusedMultiplyAdd(w[e], slope[e], inner);
            }

            overlap = Vector512.FusedMultiplyAdd(norm * scale, crossing, overlap);
        }

        // F is homogeneous in parts: with A = E[student^2] and B = E[student teacher], W.grad = A - B and F = A/2 - B + C.
        LaneVector half = Vector512.Create(0.5);
        LaneVector value = Vector512.FusedMultiplyAdd(half, inner, Vector512.FusedMultiplyAdd(-half, overlap, Vector512.Create(_teacherEnergy)));
        LaneVector cancels = Vector512.LessThan(value, Vector512.Create(CancellationShare * _teacherEnergy));
        if (cancels != LaneVector.Zero)
        {
            value = Vector512.ConditionalSelect(cancels, half * (inner - TeacherInner()), value);
        }

        if (_l2 > 0)
        {
            LaneVector l2 = Vector512.Create(_l2), squares = LaneVector.Zero;
            for (int p = 0; p < theta.Length; p++)
            {
                squares = Vector512.FusedMultiplyAdd(theta[p], theta[p], squares);
                gradient[p] = Vector512.FusedMultiplyAdd(l2, theta[p], gradient[p]);
            }

            value = Vector512.FusedMultiplyAdd(half * l2, squares, value);
        }

        return value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product)
    {
        RequireLength(theta.Length, ParameterCount, nameof(theta));
        RequireLength(direction.Length, ParameterCount, nameof(direction));
        RequireLength(product.Length, ParameterCount, nameof(product));
        Normalise(theta);
        int d = _inputs;
        LaneVector diagonal = Vector512.Create(0.5 + _l2);
        for (int i = 0; i < _students; i++)
        {
            ReadOnlySpan<LaneVector> unit = Row(_units, i), x = direction.Slice(i * d, d);
            Span<LaneVector> row = product.Slice(i * d, d);
            for (int e = 0; e < d; e++)
            {
                row[e] = diagonal * x[e];
            }

            for (int j = 0; j < _students + _teachers; j++)
            {
                if (j == i)
                {
                    continue;
                }

                bool student = j < _students;
                PairGeometry pair = GeometryOf(theta, i, j);
                ApplyOwn(pair, unit, student ? pair.OwnScale : -pair.OwnScale, x, row);
                if (student)
                {
                    ApplyCross(pair, unit, direction.Slice(j * d, d), row);
                }
            }
        }
    }

    /// <summary>Not supported: an expectation has no finite list of residuals.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
        throw new NotSupportedException(
            "The exact Gaussian objective is an expectation, not a sum over samples, and offers no Gauss-Newton matrix. Take its Hessian.");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        int size = ParameterCount;
        RequireLength(hessian.Length, size * size, nameof(hessian));
        LaneVector value = Gradient(theta, gradient);
        Normalise(theta);
        hessian.Clear();
        int d = _inputs;
        ReadOnlySpan<LaneVector> normal = _normal.Vectors;
        for (int i = 0; i < _students; i++)
        {
            ReadOnlySpan<LaneVector> unit = Row(_units, i);
            Span<LaneVector> own = hessian[((i * d * size) + (i * d))..];
            for (int e = 0; e < d; e++)
            {
                own[(e * size) + e] = Vector512.Create(0.5 + _l2);
            }

            for (int j = 0; j < _students + _teachers; j++)
            {
                if (j == i)
                {
                    continue;
                }

                bool student = j < _students;
                PairGeometry pair = GeometryOf(theta, i, j);
                LaneVector scale = student ? pair.OwnScale : -pair.OwnScale;
                Span<LaneVector> cross = student && j > i ? hessian[((i * d * size) + (j * d))..] : [];
                for (int a = 0; a < d; a++)
                {
                    own[(a * size) + a] += scale;
                    for (int b = a; b < d; b++)
                    {
                        LaneVector plane = Vector512.FusedMultiplyAdd(normal[a], normal[b], -(unit[a] * unit[b]));
                        own[(a * size) + b] = Vector512.FusedMultiplyAdd(scale, plane, own[(a * size) + b]);
                        if (!cross.IsEmpty)
                        {
                            LaneVector mixed = Vector512.FusedMultiplyAdd(unit[a], normal[b], normal[a] * unit[b]);
                            LaneVector entry = Vector512.FusedMultiplyAdd(pair.SineSquared, mixed, -(pair.SineCosine * plane));
                            entry = a == b ? entry + pair.RestAngle : entry;
                            entry *= Vector512.Create(InverseTwoPi);
                            cross[(a * size) + b] = entry;
                            cross[(b * size) + a] = entry;
                        }
                    }
                }
            }
        }

        for (int row = 0; row < size; row++)
        {
            for (int column = row + 1; column < size; column++)
            {
                hessian[(column * size) + row] = hessian[(row * size) + column];
            }
        }

        return value;
    }

    private static void RequireFit(Network network, GaussianTeacher teacher, LossKind loss)
    {
        if (network.Activation is not PointwiseActivation<Relu>
            || network.HiddenLayers != 1
            || network.Layers[0].HasBiases
            || !network.FixedOutputWeights
            || network.Outputs != 1
            || network.Head != OutputHead.Linear
            || loss != LossKind.HalfMse)
        {
            throw new ArgumentException(
                $"The exact Gaussian teacher needs one hidden layer of relu units without biases, output weights fixed to ones, one linear output "
                + $"and the loss half-mse; the network has {network.HiddenLayers} hidden layers of {network.Activation.Name}, {network.Outputs} outputs, "
                + $"the loss is {loss}.",
                nameof(network));
        }

        if (teacher.InputCount != network.Inputs || teacher.V.Length == 0 || teacher.V.Length % teacher.InputCount != 0)
        {
            throw new ArgumentException(
                $"The teacher has {teacher.V.Length} weights of {teacher.InputCount} inputs; it must have at least one unit "
                + $"and the network's {network.Inputs} inputs.",
                nameof(teacher));
        }
    }

    private static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"It has {length} entries; it must have {expected}.", name);
        }
    }

    private static LaneVector Norm(ReadOnlySpan<LaneVector> vector)
    {
        LaneVector squares = LaneVector.Zero;
        foreach (LaneVector entry in vector)
        {
            squares = Vector512.FusedMultiplyAdd(entry, entry, squares);
        }

        return Vector512.Sqrt(squares);
    }

    /// <summary>unit = vector/|vector|, 0 for the zero vector; returns |vector|.</summary>
    private static LaneVector Normalise(ReadOnlySpan<LaneVector> vector, Span<LaneVector> unit)
    {
        LaneVector norm = Norm(vector);
        LaneVector none = Vector512.Equals(norm, LaneVector.Zero);
        LaneVector divisor = Vector512.ConditionalSelect(none, Vector512.Create(1.0), norm);
        for (int e = 0; e < vector.Length; e++)
        {
            unit[e] = vector[e] / divisor;
        }

        return norm;
    }

    private Span<LaneVector> Row(LaneBuffer buffer, int row) => buffer.Vectors.Slice(row * _inputs, _inputs);

    private void Normalise(ReadOnlySpan<LaneVector> theta)
    {
        for (int i = 0; i < _students; i++)
        {
            _norms.Vectors[i] = Normalise(theta.Slice(i * _inputs, _inputs), Row(_units, i));
        }
    }

    /// <summary>E[teacher^2]/2.</summary>
    private double TeacherEnergy()
    {
        LaneVector energy = LaneVector.Zero;
        Span<LaneVector> unit = _base.Vectors;
        LaneVector pi = Vector512.Create(Math.PI);
        for (int i = 0; i < _teachers; i++)
        {
            LaneVector norm = Normalise(Row(_teacher, i), unit);
            for (int j = 0; j < _teachers; j++)
            {
                ReadOnlySpan<LaneVector> v = Row(_teacher, j);
                LaneVector along = Dot(unit, v);
                LaneVector across = i == j ? LaneVector.Zero : Across(unit, v, along, _normal.Vectors);
                LaneVector kernel = Vector512.FusedMultiplyAdd(pi - LaneMath.Atan2(across, along), along, across);
                energy = Vector512.FusedMultiplyAdd(norm * Vector512.Create(InverseTwoPi / 2), kernel, energy);
            }
        }

        return energy.ToScalar();
    }

    private static LaneVector Dot(ReadOnlySpan<LaneVector> a, ReadOnlySpan<LaneVector> b)
    {
        LaneVector sum = LaneVector.Zero;
        for (int e = 0; e < a.Length; e++)
        {
            sum = Vector512.FusedMultiplyAdd(a[e], b[e], sum);
        }

        return sum;
    }

    /// <summary>The part of v across the unit vector, and its norm.</summary>
    private static LaneVector Across(ReadOnlySpan<LaneVector> unit, ReadOnlySpan<LaneVector> v, LaneVector along, Span<LaneVector> across)
    {
        LaneVector squares = LaneVector.Zero;
        for (int e = 0; e < unit.Length; e++)
        {
            LaneVector part = Vector512.FusedMultiplyAdd(-along, unit[e], v[e]);
            across[e] = part;
            squares = Vector512.FusedMultiplyAdd(part, part, squares);
        }

        return Vector512.Sqrt(squares);
    }

    /// <summary>
    /// Gives every student in order the nearest teacher that is left (0 when none is), and the teachers that remain to slots
    /// without student; then the differences student - teacher of every slot.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pair(ReadOnlySpan<LaneVector> theta)
    {
        theta.CopyTo(_student.Vectors);
        _partner.Vectors.Clear();
        Span<LaneVector> taken = _taken.Vectors;
        taken.Clear();
        LaneVector none = Vector512.Create(double.PositiveInfinity);
        for (int s = 0; s < _slots; s++)
        {
            ReadOnlySpan<LaneVector> w = Row(_student, s);
            LaneVector nearest = none, choice = Vector512.Create(-1.0);
            for (int j = 0; j < _teachers; j++)
            {
                LaneVector distance = s < _students ? SquaredDistance(w, Row(_teacher, j)) : LaneVector.Zero;
                LaneVector closer = Vector512.AndNot(Vector512.LessThan(distance, nearest), taken[j]);
                nearest = Vector512.ConditionalSelect(closer, distance, nearest);
                choice = Vector512.ConditionalSelect(closer, Vector512.Create((double)j), choice);
            }

            Span<LaneVector> partner = Row(_partner, s), difference = Row(_difference, s);
            for (int j = 0; j < _teachers; j++)
            {
                LaneVector chosen = Vector512.Equals(choice, Vector512.Create((double)j));
                taken[j] |= chosen;
                ReadOnlySpan<LaneVector> v = Row(_teacher, j);
                for (int e = 0; e < partner.Length; e++)
                {
                    partner[e] = Vector512.ConditionalSelect(chosen, v[e], partner[e]);
                }
            }

            for (int e = 0; e < partner.Length; e++)
            {
                difference[e] = w[e] - partner[e];
            }
        }
    }

    private static LaneVector SquaredDistance(ReadOnlySpan<LaneVector> a, ReadOnlySpan<LaneVector> b)
    {
        LaneVector sum = LaneVector.Zero;
        for (int e = 0; e < a.Length; e++)
        {
            LaneVector difference = a[e] - b[e];
            sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    /// <summary>How a slot's student u and teacher v lie to a unit vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Angles AnglesTo(ReadOnlySpan<LaneVector> unit, int slot, Self self)
    {
        ReadOnlySpan<LaneVector> u = Row(_student, slot), v = Row(_partner, slot), delta = Row(_difference, slot);
        LaneVector uAlong = Dot(unit, u), vAlong = Dot(unit, v), deltaAlong = Dot(unit, delta);
        LaneVector uSquares = LaneVector.Zero, vSquares = LaneVector.Zero, change = LaneVector.Zero;
        for (int e = 0; e < unit.Length; e++)
        {
            LaneVector across = Vector512.FusedMultiplyAdd(-deltaAlong, unit[e], delta[e]);
            // A vector has nothing across itself; rounding would leave a trace there that hides the difference.
            LaneVector uAcross = self switch
            {
                Self.Student => LaneVector.Zero,
                Self.Teacher => across,
                _ => Vector512.FusedMultiplyAdd(-uAlong, unit[e], u[e]),
            };
            LaneVector vAcross = self switch
            {
                Self.Student => -across,
                Self.Teacher => LaneVector.Zero,
                _ => Vector512.FusedMultiplyAdd(-vAlong, unit[e], v[e]),
            };
            uSquares = Vector512.FusedMultiplyAdd(uAcross, uAcross, uSquares);
            vSquares = Vector512.FusedMultiplyAdd(vAcross, vAcross, vSquares);
            change = Vector512.FusedMultiplyAdd(across, uAcross + vAcross, change);
        }

        LaneVector uNorm = Vector512.Sqrt(uSquares), vNorm = Vector512.Sqrt(vSquares);
        LaneVector sum = uNorm + vNorm;
        LaneVector rise = Vector512.ConditionalSelect(Vector512.Equals(sum, LaneVector.Zero), LaneVector.Zero, change / sum);
        // A slot without student takes its teacher's angle and no turn.
        bool lone = slot >= _students;
        LaneVector student = lone ? LaneMath.Atan2(vNorm, vAlong) : LaneMath.Atan2(uNorm, uAlong);
        LaneVector turn = lone
            ? LaneVector.Zero
            : LaneMath.Atan2(
                Vector512.FusedMultiplyAdd(rise, vAlong, -(deltaAlong * vNorm)),
                Vector512.FusedMultiplyAdd(uNorm, vNorm, uAlong * vAlong));
        if (!lone)
        {
            turn = TurnOfShort(turn, student, uSquares + (uAlong * uAlong), vSquares + (vAlong * vAlong), vNorm, vAlong);
        }

        return new Angles { Student = student, Turn = turn, Rise = rise, DeltaAlong = deltaAlong, TeacherAlong = vAlong, TeacherAcross = vNorm };
    }

    /// <summary>
    /// The turn from teacher to student, where the student is so much shorter that u - v has lost u: there the difference of the two
    /// angles, which do not cancel. A student of length 0 has angle 0, as good as any.
    /// </summary>
    private static LaneVector TurnOfShort(
        LaneVector turn, LaneVector student, LaneVector uSquared, LaneVector vSquared, LaneVector vNorm, LaneVector vAlong)
    {
        LaneVector isShort = Vector512.LessThan(uSquared, Vector512.Create(ShortStudent) * vSquared);
        return isShort == LaneVector.Zero ? turn : Vector512.ConditionalSelect(isShort, student - LaneMath.Atan2(vNorm, vAlong), turn);
    }

    /// <summary>sum_j v_j . E[(student - teacher) 1(v_j.x &gt; 0) x] = E[(student - teacher) teacher], from differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LaneVector TeacherInner()
    {
        Span<LaneVector> unit = _base.Vectors;
        LaneVector pi = Vector512.Create(Math.PI);
        LaneVector total = LaneVector.Zero;
        for (int i = 0; i < _slots; i++)
        {
            LaneVector norm = Normalise(Row(_partner, i), unit);
            LaneVector sum = LaneVector.Zero;
            for (int j = 0; j < _slots; j++)
            {
                Angles angles = AnglesTo(unit, j, i == j ? Self.Teacher : Self.None);
                sum += angles.Rise;
                sum = Vector512.FusedMultiplyAdd(pi - angles.Student, angles.DeltaAlong, sum);
                sum = Vector512.FusedMultiplyAdd(-angles.Turn, angles.TeacherAlong, sum);
            }

            total = Vector512.FusedMultiplyAdd(norm * Vector512.Create(InverseTwoPi), sum, total);
        }

        return total;
    }

    /// <summary>The plane of student i and vector j (students first, then teachers); its normal to w_i is left in _normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private PairGeometry GeometryOf(ReadOnlySpan<LaneVector> theta, int i, int j)
    {
        bool student = j < _students;
        ReadOnlySpan<LaneVector> unit = Row(_units, i);
        ReadOnlySpan<LaneVector> v = student ? theta.Slice(j * _inputs, _inputs) : Row(_teacher, j - _students);
        LaneVector norm = student ? _norms.Vectors[j] : _teacherNorms.Vectors[j - _students];
        Span<LaneVector> normal = _normal.Vectors;
        LaneVector along = Dot(unit, v);
        LaneVector across = Across(unit, v, along, normal);
        LaneVector divisor = Vector512.ConditionalSelect(Vector512.Equals(across, LaneVector.Zero), Vector512.Create(1.0), across);
        for (int e = 0; e < normal.Length; e++)
        {
            normal[e] /= divisor;
        }

        LaneVector sine = across / norm;
        return new PairGeometry
        {
            OwnScale = across * Vector512.Create(InverseTwoPi) / _norms.Vectors[i],
            RestAngle = Vector512.Create(Math.PI) - LaneMath.Atan2(across, along),
            SineSquared = sine * sine,
            SineCosine = sine * (along / norm),
        };
    }

    /// <summary>row += scale (I - w^ w^' + n n') x, the part of a pair in the block of its first vector.</summary>
    private void ApplyOwn(in PairGeometry pair, ReadOnlySpan<LaneVector> unit, LaneVector scale, ReadOnlySpan<LaneVector> x, Span<LaneVector> row)
    {
        ReadOnlySpan<LaneVector> normal = _normal.Vectors;
        LaneVector along = Dot(unit, x), across = Dot(normal, x);
        for (int e = 0; e < row.Length; e++)
        {
            LaneVector part = Vector512.FusedMultiplyAdd(across, normal[e], Vector512.FusedMultiplyAdd(-along, unit[e], x[e]));
            row[e] = Vector512.FusedMultiplyAdd(scale, part, row[e]);
        }
    }

    /// <summary>row += ((pi - t) I + sin^2 t (w^ n' + n w^') + sin t cos t (w^ w^' - n n')) x/(2 pi), the block of two students.</summary>
    private void ApplyCross(in PairGeometry pair, ReadOnlySpan<LaneVector> unit, ReadOnlySpan<LaneVector> x, Span<LaneVector> row)
    {
        ReadOnlySpan<LaneVector> normal = _normal.Vectors;
        LaneVector along = Dot(unit, x), across = Dot(normal, x);
        LaneVector onUnit = Vector512.FusedMultiplyAdd(pair.SineSquared, across, pair.SineCosine * along);
        LaneVector onNormal = Vector512.FusedMultiplyAdd(pair.SineSquared, along, -(pair.SineCosine * across));
        for (int e = 0; e < row.Length; e++)
        {
            LaneVector part = Vector512.FusedMultiplyAdd(onNormal, normal[e], Vector512.FusedMultiplyAdd(onUnit, unit[e], pair.RestAngle * x[e]));
            row[e] = Vector512.FusedMultiplyAdd(Vector512.Create(InverseTwoPi), part, row[e]);
        }
    }

    /// <summary>Whether the vector that angles are taken from is one of the slot's own.</summary>
    private enum Self
    {
        None,
        Student,
        Teacher,
    }

    private struct Angles
    {
        /// <summary>Angle of the student u.</summary>
        public LaneVector Student;

        /// <summary>Angle of u less that of the teacher v.</summary>
        public LaneVector Turn;

        /// <summary>|u| sin(angle of u) - |v| sin(angle of v).</summary>
        public LaneVector Rise;

        /// <summary>(u - v) along the unit vector.</summary>
        public LaneVector DeltaAlong;

        /// <summary>v along the unit vector.</summary>
        public LaneVector TeacherAlong;

        /// <summary>|v| sin(angle of v).</summary>
        public LaneVector TeacherAcross;
    }

    private struct PairGeometry
    {
        /// <summary>|v| sin t/(2 pi |w|).</summary>
        public LaneVector OwnScale;

        /// <summary>pi - t.</summary>
        public LaneVector RestAngle;

        public LaneVector SineSquared;

        public LaneVector SineCosine;
    }
}
