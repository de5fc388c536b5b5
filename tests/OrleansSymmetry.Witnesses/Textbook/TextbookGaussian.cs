using OrleansSymmetry.Witnesses.Arithmetic;
using static OrleansSymmetry.Witnesses.Arithmetic.DoubleDouble;

namespace OrleansSymmetry.Witnesses.Textbook;

/// <summary>
/// The Gaussian ReLU objective in 31 digits, as it is defined: 1/2 sum f(w_i, w_j) - sum f(w_i, v_j) + 1/2 sum f(v_i, v_j) + l2/2 |W|^2,
/// f(w, v) = |w||v| (sin t + (pi - t) cos t)/(2 pi), t the angle of w and v (Cho and Saul 2009).
/// </summary>
public sealed class TextbookGaussian(double[] teacher, int inputs, double l2)
{
    private readonly DoubleDouble[][] _teacher = [.. teacher.Select(entry => (DoubleDouble)entry).Chunk(inputs)];

    /// <summary>F(W), W row-major.</summary>
    public DoubleDouble Value(DoubleDouble[] w)
    {
        DoubleDouble[][] students = [.. w.Chunk(inputs)];
        DoubleDouble squares = Zero;
        foreach (DoubleDouble entry in w)
        {
            squares += entry * entry;
        }

        return (Sum(students, students) * 0.5) - Sum(students, _teacher) + (Sum(_teacher, _teacher) * 0.5) + (squares * l2 * 0.5);
    }

    /// <summary>
    /// The Hessian, row-major: H_ii = I/2 + sum_{j != i} h1(w_i, w_j) - sum_j h1(w_i, v_j), H_ij = h2(w_i, w_j) (Safran and Shamir 2018).
    /// </summary>
    public double[] Hessian(double[] w)
    {
        DoubleDouble[][] students = [.. w.Select(entry => (DoubleDouble)entry).Chunk(inputs)];
        int size = w.Length;
        var hessian = new double[size * size];
        for (int i = 0; i < students.Length; i++)
        {
            for (int j = 0; j < students.Length; j++)
            {
                DoubleDouble[,] block = i == j ? Diagonal(students, i) : H2(students[i], students[j]);
                for (int p = 0; p < inputs; p++)
                {
                    for (int q = 0; q < inputs; q++)
                    {
                        hessian[(((i * inputs) + p) * size) + (j * inputs) + q] = block[p, q].High;
                    }
                }
            }
        }

        return hessian;
    }

    private static DoubleDouble Sum(DoubleDouble[][] a, DoubleDouble[][] b)
    {
        DoubleDouble sum = Zero;
        foreach (DoubleDouble[] w in a)
        {
            foreach (DoubleDouble[] v in b)
            {
                (DoubleDouble sine, DoubleDouble cosine, DoubleDouble angle) = Angle(w, v);
                sum += Norm(w) * Norm(v) * (sine + ((Pi - angle) * cosine));
            }
        }

        return sum / (Pi * 2);
    }

    private DoubleDouble[,] Diagonal(DoubleDouble[][] students, int i)
    {
        var block = new DoubleDouble[inputs, inputs];
        for (int p = 0; p < inputs; p++)
        {
            block[p, p] = 0.5 + l2;
        }

        for (int j = 0; j < students.Length; j++)
        {
            if (j != i)
            {
                AddH1(block, students[i], students[j], 1);
            }
        }

        foreach (DoubleDouble[] v in _teacher)
        {
            AddH1(block, students[i], v, -1);
        }

        return block;
    }

    /// <summary>h1(w, v) = |v| sin t/(2 pi |w|) (I - w^ w^' + n_vw n_vw').</summary>
    private void AddH1(DoubleDouble[,] block, DoubleDouble[] w, DoubleDouble[] v, double sign)
    {
        (DoubleDouble sine, DoubleDouble cosine, _) = Angle(w, v);
        if (sine.High == 0)
        {
            return;
        }

        (DoubleDouble[] unit, DoubleDouble[] normal) = (Unit(w), Normal(w, v, cosine, sine));
        DoubleDouble scale = Norm(v) * sine / (Norm(w) * Pi * 2) * sign;
        for (int p = 0; p < inputs; p++)
        {
            for (int q = 0; q < inputs; q++)
            {
                block[p, q] += scale * ((p == q ? One : Zero) - (unit[p] * unit[q]) + (normal[p] * normal[q]));
            }
        }
    }

    /// <summary>h2(w, v) = ((pi - t) I + n_wv v^' + n_vw w^')/(2 pi).</summary>
    private DoubleDouble[,] H2(DoubleDouble[] w, DoubleDouble[] v)
    {
        (DoubleDouble sine, DoubleDouble cosine, DoubleDouble angle) = Angle(w, v);
        (DoubleDouble[] wUnit, DoubleDouble[] vUnit) = (Unit(w), Unit(v));
        (DoubleDouble[] wNormal, DoubleDouble[] vNormal) = (Normal(v, w, cosine, sine), Normal(w, v, cosine, sine));
        var block = new DoubleDouble[inputs, inputs];
        for (int p = 0; p < inputs; p++)
        {
            for (int q = 0; q < inputs; q++)
            {
                block[p, q] = ((p == q ? Pi - angle : Zero) + (wNormal[p] * vUnit[q]) + (vNormal[p] * wUnit[q])) / (Pi * 2);
            }
        }

        return block;
    }

    /// <summary>The unit vector along the part of v that stands at right angles to w.</summary>
    private static DoubleDouble[] Normal(DoubleDouble[] w, DoubleDouble[] v, DoubleDouble cosine, DoubleDouble sine) =>
        [.. Unit(v).Zip(Unit(w), (a, b) => sine.High == 0 ? Zero : (a - (cosine * b)) / sine)];

    private static (DoubleDouble Sine, DoubleDouble Cosine, DoubleDouble Angle) Angle(DoubleDouble[] w, DoubleDouble[] v)
    {
        DoubleDouble dot = Zero;
        for (int p = 0; p < w.Length; p++)
        {
            dot += w[p] * v[p];
        }

        DoubleDouble cosine = dot / (Norm(w) * Norm(v));
        DoubleDouble square = (1 - cosine) * (1 + cosine);
        // Of parallel vectors the square is rounding, of either sign.
        const double Rounding = 1e-30;
        DoubleDouble sine = square.High < Rounding ? Zero : Sqrt(square);
        return (sine, cosine, Atan2(sine, cosine));
    }

    private static DoubleDouble[] Unit(DoubleDouble[] w) => [.. w.Select(entry => entry / Norm(w))];

    private static DoubleDouble Norm(DoubleDouble[] w)
    {
        DoubleDouble sum = Zero;
        foreach (DoubleDouble entry in w)
        {
            sum += entry * entry;
        }

        return Sqrt(sum);
    }
}
