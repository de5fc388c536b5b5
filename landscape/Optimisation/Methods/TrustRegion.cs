using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Minimises eight quadratic models g.s + s'Hs/2 in balls |s| &lt;= radius, one per lane: (H + damping I) s = -g with H + damping I
/// positive definite and damping 0 or |s| near the radius (More and Sorensen 1983; Conn, Gould and Toint 2000, chapter 7).
/// A lane's damping is bracketed, and each trial is one factorisation.
/// </summary>
internal sealed class TrustRegion
{
    /// <summary>
    /// Least positive damping, relative to the largest entry of H: far above the rounding of a factorisation, far below
    /// the curvatures that matter, so that a singular H costs convergence almost nothing.
    /// </summary>
    private const double DampingFloor = 1e-13;

    /// <summary>A pivot of at most this, relative to the largest entry of H, is rounding.</summary>
    private const double PivotFloor = 1e-14;

    /// <summary>A step of this part of the radius, or up to the second, is on the boundary: a model is not worth more digits.</summary>
    private const double Shortest = 0.7;
    private const double Longest = 1.3;

    /// <summary>A bracket of the damping narrower than this part of it is closed (the so-called hard case ends here).</summary>
    private const double Narrow = 0.1;

    /// <summary>Most factorisations: a bracket of twenty decades closes to its narrowness in half of them.</summary>
    private const int MostFactorisations = 40;

    private readonly LaneBuffer _ones;
    private readonly LaneBuffer _half;
    private readonly LaneCholesky _cholesky;
    private readonly LaneCholesky _stiffened;
    private LaneVector _largest;
    private LaneVector _floor;
    private LaneVector _threshold;
    private LaneVector _size;

    /// <param name="n">Number of parameters.</param>
    public TrustRegion(int n)
    {
        _ones = new LaneBuffer(n);
        _ones.Vectors.Fill(LaneVector.One);
        _half = new LaneBuffer(n);
        _cholesky = new LaneCholesky(n);
        _stiffened = new LaneCholesky(n);
    }

    /// <summary>Takes the matrices' sizes in; to be called once for each set of matrices.</summary>
    public void Measure(ReadOnlySpan<LaneVector> matrix)
    {
        int n = _ones.Length;
        LaneVector largest = LaneVector.Zero;
        LaneVector squares = LaneVector.Zero;
        for (int i = 0; i < n; i++)
        {
            foreach (LaneVector entry in matrix.Slice(i * n, i + 1))
            {
                largest = LaneNorm.Max(Vector512.Abs(entry), largest);
                squares = Vector512.FusedMultiplyAdd(entry, entry, squares);
            }
        }

        // Twice the lower triangle's squares bound those of the whole, and their root the spectrum.
        _size = Vector512.Sqrt(2 * squares);
        _largest = largest;
        _floor = DampingFloor * largest;
        _threshold = PivotFloor * largest;
    }

    /// <summary>Solves the models of the open lanes.</summary>
    /// <param name="matrix">H, n * n entries.</param>
    /// <param name="gradient">g.</param>
    /// <param name="radius">Radii.</param>
    /// <param name="open">The lanes to solve.</param>
    /// <param name="damping">In: a first guess, 0 or more. Out: the damping.</param>
    /// <param name="step">Out: s.</param>
    /// <returns>Lanes where no damping made the matrix positive definite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LaneVector Step(
        ReadOnlySpan<LaneVector> matrix, ReadOnlySpan<LaneVector> gradient, LaneVector radius, LaneVector open, ref LaneVector damping, Span<LaneVector> step)
    {
        // The damping lies between low and high throughout: at high the step is shorter than the radius (at first by the norm of H),
        // at low H + low I is not positive definite or the step reaches the radius; low = -1 says that 0 itself may do.
        // Each attempt factors H + trial I and makes the trial one end of the bracket. A lane is done when its step ends on the
        // boundary, when damping 0 leaves it inside, or when the bracket is closed and its upper end was tried last.
        // The next trial is Newton's for 1/|s|, kept inside the bracket.
        LaneVector floor = LaneNorm.Max(_floor, Vector512.Create(double.Epsilon));
        LaneVector low = Vector512.Create(-1.0);
        LaneVector high = LaneNorm.Max(floor, _size + (Vector512.Sqrt(LaneNorm.Dot(gradient, gradient)) / radius));
        LaneVector trial = Vector512.ConditionalSelect(Vector512.LessThan(damping, high), damping, high);
        LaneVector searching = open;
        LaneVector lost = LaneVector.Zero;
        for (int attempt = 1; ; attempt++)
        {
            LaneVector definite = _cholesky.Factor(matrix, trial, _ones.Vectors, _threshold);
            for (int p = 0; p < step.Length; p++)
            {
                step[p] = open & -gradient[p];
            }

            _cholesky.Solve(step);
            LaneVector length = Vector512.Sqrt(LaneNorm.Dot(step, step));
            LaneVector sound = definite & LaneNorm.IsFinite(length);
            LaneVector unbounded = Vector512.Equals(trial, LaneVector.Zero) & Vector512.LessThanOrEqual(length, Longest * radius);
            LaneVector onBoundary = Vector512.GreaterThanOrEqual(length, Shortest * radius) & Vector512.LessThanOrEqual(length, Longest * radius);
            LaneVector shorter = sound & Vector512.LessThan(length, radius);
            high = Vector512.ConditionalSelect(shorter & searching, trial, high);
            low = Vector512.ConditionalSelect(~shorter & searching, trial, low);
            LaneVector least = LaneNorm.Max(low, LaneVector.Zero);
            LaneVector closed = Vector512.LessThanOrEqual(high - least, Narrow * high)
                | (Vector512.LessThanOrEqual(high, floor) & Vector512.GreaterThanOrEqual(low, LaneVector.Zero));
            searching &= ~(sound & (unbounded | onBoundary | (closed & shorter)));
            if (searching == LaneVector.Zero)
            {
                break;
            }

            if (attempt >= MostFactorisations)
            {
                lost = searching & ~sound;
                break;
            }

            // |s| falls in the damping about as 1/damping far out and steeply near a pole; Newton on 1/|s| serves both
            // (Hebden 1973). Its derivative comes from the factor: (d|s|/d damping) = -|L^-1 s|^2 / |s|.
            Span<LaneVector> half = _half.Vectors;
            step.CopyTo(half);
            _cholesky.SolveLower(half);
            LaneVector square = LaneNorm.Dot(half, half);
            LaneVector newton = trial + (length * length / square * ((length - radius) / radius));
            LaneVector middle = Vector512.Sqrt(LaneNorm.Max(least, floor) * LaneNorm.Max(high, floor));
            LaneVector inside = sound & LaneNorm.IsFinite(newton) & Vector512.LessThan(newton, high)
                & (Vector512.GreaterThan(newton, least) | Vector512.LessThan(low, LaneVector.Zero));
            LaneVector next = Vector512.ConditionalSelect(inside, newton, middle);

            // Below the floor there is 0 only, and 0 is tried once.
            LaneVector tiny = Vector512.LessThan(next, floor);
            LaneVector zeroed = Vector512.ConditionalSelect(Vector512.LessThan(low, LaneVector.Zero), LaneVector.Zero, floor);
            next = Vector512.ConditionalSelect(tiny, zeroed, next);
            next = Vector512.ConditionalSelect(closed, high, next);
            trial = Vector512.ConditionalSelect(searching, next, trial);
        }

        damping = Vector512.ConditionalSelect(open, trial, damping);
        return lost;
    }

    /// <summary>
    /// Makes <see cref="SolveStiffened"/> serve with a damping between the given one and the largest entry of H, on a scale of
    /// logarithms a quarter of the way from above: far more than what holds a step in its region, far less than what
    /// moves in the stiff directions.
    /// </summary>
    public void Stiffen(ReadOnlySpan<LaneVector> matrix, LaneVector damping)
    {
        LaneVector scale = LaneNorm.Max(_largest, Vector512.Create(double.Epsilon));
        LaneVector root = Vector512.Sqrt(Vector512.Sqrt(LaneNorm.Max(damping, _floor) / scale));
        _stiffened.Factor(matrix, LaneNorm.Max(damping, root * _largest), _ones.Vectors, _threshold);
    }

    /// <summary>Makes <see cref="SolveStiffened"/> serve with one damping, relative to the largest entry of each H.</summary>
    /// <returns>The lanes that it makes positive definite.</returns>
    public LaneVector Stiffen(ReadOnlySpan<LaneVector> matrix, double damping) =>
        _stiffened.Factor(matrix, damping * _largest, _ones.Vectors, _threshold);

    /// <summary>Solves (H + damping I) x = b in place, with the damping of the last <see cref="Stiffen(ReadOnlySpan{LaneVector}, double)"/>.</summary>
    public void SolveStiffened(Span<LaneVector> x) => _stiffened.Solve(x);
}
