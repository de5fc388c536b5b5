#!/usr/bin/python3
"""Writes reference-values.csv: function, x, second argument (of atan2), and the exact value as high + low (two doubles).

    python3 generate_reference_values.py [POINTS] > reference-values.csv

POINTS per function and kind of point, default 120. Needs mpmath.
"""
import math
import random
import sys

from mpmath import atan, atan2, cos, erf, erfc, exp, expm1, log, log1p, mp, mpf, pi, sin, tanh

mp.dps = 420  # enough for 1 - tanh and the like over the whole range of doubles
POINTS = int(sys.argv[1]) if len(sys.argv) > 1 else 120
random.seed(20240607)


def uniform(low, high):
    return [random.uniform(low, high) for _ in range(POINTS)]


def logarithmic(low, high, signs=(1, -1)):
    return [random.choice(signs) * 2 ** random.uniform(low, high) for _ in range(POINTS)]


def near(values):
    points = []
    for value in values:
        above = below = float(value)
        for _ in range(4):
            points += [above, below]
            above, below = math.nextafter(above, math.inf), math.nextafter(below, -math.inf)
    return points


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


ln2 = log(2)
cases = {
    "exp": (exp, uniform(-745, 709.7) + uniform(-2, 2) + logarithmic(-60, 0) + near([ln2 / 2, -ln2 / 2, 709.78, -708.4])),
    "expm1": (expm1, uniform(-50, 709.7) + uniform(-2, 2) + logarithmic(-1060, 0) + near([ln2 / 2, -ln2 / 2, 709.78])),
    "log": (log, logarithmic(-1074, 1023.9, (1,)) + uniform(0.5, 2) + near([math.sqrt(0.5), math.sqrt(2), 2.2250738585072014e-308])),
    "log1p": (log1p, uniform(-0.999, 4) + logarithmic(-1060, 0) + logarithmic(0, 1023, (1,)) + near([-0.29289, 0.41421, -0.5])),
    "tanh": (tanh, uniform(-20, 20) + uniform(-1, 1) + logarithmic(-1060, 0) + near([ln2 / 4, 22])),
    "sigmoid": (sigmoid, uniform(-745, 40) + uniform(-3, 3) + logarithmic(-60, 3)),
    "softplus": (softplus, uniform(-745, 40) + uniform(-3, 3) + logarithmic(-60, 10)),
    "erf": (erf, uniform(-6, 6) + uniform(-1, 1) + logarithmic(-1060, 0) + near([1, -1])),
    "erfc": (erfc, uniform(-6, 26.5) + uniform(-1, 3) + logarithmic(-60, 0) + near([0.5, 1, 4])),
    "sin": (sin, uniform(-1e6, 1e6) + uniform(-7, 7) + logarithmic(-1060, 0) + near([k * pi / 2 for k in (1, 2, 3, 4, 22, 355, 710, 100000, 636619)])),
    "cos": (cos, uniform(-1e6, 1e6) + uniform(-7, 7) + logarithmic(-60, 0) + near([k * pi / 2 for k in (1, 2, 3, 4, 11, 355, 710, 100000, 636619)])),
    "atan": (atan, uniform(-4, 4) + logarithmic(-1060, 0) + logarithmic(0, 1023) + near([math.tan(math.pi / 8), math.tan(3 * math.pi / 8), 1])),
}


def write(name, x, second, value):
    high = float(value)
    low = float(value - mpf(high))
    print(f"{name},{x!r},{second},{high!r},{low!r}")


for name, (function, points) in cases.items():
    for x in points:
        write(name, x, "", function(mpf(x)))
for y, x in zip(uniform(-3, 3) + logarithmic(-200, 200), uniform(-3, 3) + logarithmic(-200, 200)):
    write("atan2", y, repr(x), atan2(mpf(y), mpf(x)))
