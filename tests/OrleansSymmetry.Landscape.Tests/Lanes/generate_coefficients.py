#!/usr/bin/python3
"""Writes landscape/Lanes/LaneMath.Coefficients.cs: the polynomials behind LaneMath.

Every polynomial interpolates its function at Chebyshev nodes of the interval in 60 decimal digits (near-minimax: within a
few per cent of the best polynomial of that degree); its coefficients are then rounded to double. Needs mpmath. Usage:

    python3 tests/OrleansSymmetry.Landscape.Tests/Lanes/generate_coefficients.py > landscape/Lanes/LaneMath.Coefficients.cs

The largest error of each polynomial, relative to the function it serves, stands beside it in units of 2^-53.
"""
from mpmath import mp, mpf, cos, pi, exp, expm1, log, erf, erfc, sin, atan, sqrt, tan, lu_solve, matrix

mp.dps = 60


def interpolate(function, low, high, degree):
    """Monomial coefficients of the interpolant of function at the Chebyshev nodes of [low, high]."""
    n = degree + 1
    middle, half = (mpf(low) + high) / 2, (mpf(high) - low) / 2
    nodes = [cos(pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    values = [function(middle + half * node) for node in nodes]
    chebyshev = [(2 if j else 1) * sum(values[k] * cos(j * pi * (2 * k + 1) / (2 * n)) for k in range(n)) / n for j in range(n)]
    # T_j as monomials of u = (x - middle)/half, then shifted to monomials of x.
    power = [mpf(0)] * n
    before, current = [mpf(1)], [mpf(0), mpf(1)]
    for j in range(n):
        terms = [mpf(1)] if j == 0 else current
        for i, term in enumerate(terms):
            power[i] += chebyshev[j] * term
        if j > 0:
            following = [mpf(0)] + [2 * c for c in current]
            for i, c in enumerate(before):
                following[i] -= c
            before, current = current, following
    result = [mpf(0)] * n
    for c in reversed(power):
        shifted = [mpf(0)] * n
        for i in range(n):
            shifted[i] -= result[i] * middle / half
            if i + 1 < n:
                shifted[i + 1] += result[i] / half
        shifted[0] += c
        result = shifted
    return [mpf(float(c)) for c in result]


def evaluate(coefficients, x):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def write(name, text, coefficients, error, low, high):
    """error(p, x): the relative error at x of the function served, given the polynomial's value there."""
    points = [mpf(low) + (mpf(high) - low) * (k + mpf("0.37")) / 4000 for k in range(4000)]
    worst = max(abs(error(evaluate(coefficients, x), x)) for x in points) * mpf(2) ** 53
    print()
    print(f"    // {text} Largest error {mp.nstr(worst, 2)} x 2^-53.")
    for i, c in enumerate(coefficients):
        print(f"    private const double {name}{i} = {float(c)!r};")


def parts(name, value, count):
    """value as an unevaluated sum of doubles, each the nearest to what is left."""
    for i in range(count):
        piece = mpf(float(value))
        print(f"    private const double {name}{i} = {float(piece)!r};")
        value -= piece


print("""namespace OrleansSymmetry.Landscape.Lanes;

// Written by tests/OrleansSymmetry.Landscape.Tests/Lanes/generate_coefficients.py; change that, not this.
public static partial class LaneMath
{
    // Constants as unevaluated sums of doubles.""")
parts("HalfPi", pi / 2, 3)
parts("QuarterPi", pi / 4, 2)
parts("LnTwo", log(2), 2)
parts("TwoOverSqrtPi", 2 / sqrt(pi), 2)

half_ln2 = log(2) / 2 * mpf("1.0001")
q = interpolate(lambda r: (expm1(r) - r) / r**2 if abs(r) > mpf(10)**-25 else mpf(1) / 2, -half_ln2, half_ln2, 9)
write("ExpC", "expm1(r) = r + r^2 ExpC(r), |r| <= ln(2)/2.", q, lambda p, r: (r + r * r * p) / expm1(r) - 1, -half_ln2, half_ln2)

s_max = (sqrt(2) - 1) / (sqrt(2) + 1)
f = lambda z: (2 * mp.atanh(sqrt(z)) / sqrt(z) - 2) / z if z > mpf(10)**-20 else mpf(2) / 3
c = interpolate(f, 0, s_max**2, 6)
write("LogC", "log(1+f) = 2 s + s z LogC(z), s = f/(2+f), z = s^2, |s| <= 0.1716.", c,
      lambda p, z: (2 + z * p) / (2 * mp.atanh(sqrt(z)) / sqrt(z)) - 1, 0, s_max**2)

f = lambda z: erf(sqrt(z)) / sqrt(z) - 1 if z > mpf(10)**-30 else 2 / sqrt(pi) - 1
c = interpolate(f, 0, 1, 12)
write("ErfC", "erf(x) = x + x ErfC(x^2), |x| <= 1.", c, lambda p, z: (1 + p) / (1 + f(z)) - 1, 0, 1)

def scaled_erfc(t):
    if t > mpf(1) - mpf(10)**-12:
        return 2 / sqrt(pi)
    a = 4 * (1 + t) / (1 - t)
    if a > 60:  # the asymptotic series, to more digits than are used here
        z, term, total = 1 / (2 * a * a), mpf(1), mpf(1)
        for k in range(1, 25):
            term *= -(2 * k - 1) * z
            total += term
        return (1 + 2 * a) * total / (a * sqrt(pi))
    return (1 + 2 * a) * exp(a * a) * erfc(a)

c = interpolate(scaled_erfc, -1, 1, 23)
write("ErfcC", "(1 + 2a) exp(a^2) erfc(a) = ErfcC(t), t = (a - 4)/(a + 4), a >= 0.", c, lambda p, t: p / scaled_erfc(t) - 1, -1, 1)

q_pi = pi / 4 * mpf("1.0001")
f = lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z if z > mpf(10)**-20 else -mpf(1) / 6
c = interpolate(f, 0, q_pi**2, 5)
write("SinC", "sin(r) = r + r z SinC(z), z = r^2, |r| <= pi/4.", c, lambda p, z: (1 + z * p) / (sin(sqrt(z)) / sqrt(z)) - 1, 0, q_pi**2)
f = lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2 if z > mpf(10)**-15 else mpf(1) / 24
c = interpolate(f, 0, q_pi**2, 5)
write("CosC", "cos(r) = 1 - z/2 + z^2 CosC(z), z = r^2, |r| <= pi/4.", c, lambda p, z: (1 - z / 2 + z * z * p) / cos(sqrt(z)) - 1, 0, q_pi**2)

t_max = tan(pi / 8) * mpf("1.0001")
f = lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z if z > mpf(10)**-20 else -mpf(1) / 3
c = interpolate(f, 0, t_max**2, 10)
write("AtanC", "atan(t) = t + t z AtanC(z), z = t^2, |t| <= tan(pi/8).", c, lambda p, z: (1 + z * p) / (atan(sqrt(z)) / sqrt(z)) - 1, 0, t_max**2)
print("}")
