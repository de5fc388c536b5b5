"""An independent census in NumPy: the same seeds, other code. Usage: census.py xor|iris HIDDEN SEEDS ADAM-STEPS [REPORT.json [LANDSCAPE]]

Trains every seed from the documented initial weights (Adam, then Newton), divides by all signed permutations by brute
force, and prints the classes. With a report it compares class by class (loss, hits, eigenvalues) and exits 1 on a difference.
"""
import json
import sys

import numpy as np

from streams import normals
from tanh_network import TanhNetwork, adam, polish

# A seed that Adam leaves near a saddle can be carried to either side by another second-order method: the share allowed.
DIFFERENT_BASIN = 0.002


def problem(name, folder):
    if name == 'xor':
        x = np.array([[-1., -1], [-1, 1], [1, -1], [1, 1]])
        return x, -(x[:, :1] * x[:, 1:]), 'mse'
    rows = [line.strip().split(',') for line in open(f'{folder}/iris.csv')]
    rows = [r for r in rows if len(r) == 5]
    try:
        float(rows[0][0])
    except ValueError:
        rows = rows[1:]
    x = np.array([[float(v) for v in r[:4]] for r in rows])
    names = sorted({r[4] for r in rows})
    y = np.array([[float(r[4] == n) for n in names] for r in rows])
    return (x - x.mean(0)) / x.std(0), y, 'softmax'


def main():
    name, hidden, seeds, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    here = __file__.rsplit('/', 1)[0] if '/' in __file__ else '.'
    x, y, loss = problem(name, f'{here}/../../landscape/Problems/Data')
    net = TanhNetwork(x, y, hidden, loss, 0.01)
    t = adam(net.value_gradient, normals(np.arange(seeds), net.p), steps)
    classes, unconverged = [], 0
    for seed in range(seeds):
        end, gradient = polish(net, t[seed])
        if gradient > 1e-11:
            unconverged += 1
            continue
        value = net.value_gradient(end[None, :])[0][0]
        for c in classes:
            if abs(c['loss'] - value) <= 1e-8 and np.abs(c['copies'] - end).max(1).min() <= 1e-6 * max(1, np.abs(end).max()):
                c['hits'] += 1
                break
        else:
            lam = np.linalg.eigvalsh(net.hessian(end))
            classes.append(dict(loss=value, hits=1, seed=seed, copies=net.copies(end), lam=lam,
                                orbit=len(np.unique(np.round(net.copies(end), 6), axis=0))))
    classes.sort(key=lambda c: (round(c['loss'], 9), c['seed']))
    print(f'{name} hidden {hidden}: {seeds} seeds, {unconverged} unconverged, {len(classes)} classes')
    for c in classes:
        print(f"  loss {c['loss']:.12f} hits {c['hits']:5d} index {(c['lam'] < -1e-7 * c['lam'].max()).sum()} "
              f"eigenvalues {c['lam'][0]:.9f} .. {c['lam'][-1]:.9f} orbit {c['orbit']} seed {c['seed']}")
    if len(sys.argv) < 6:
        return
    report = json.load(open(sys.argv[5]))['landscapes'][int(sys.argv[6]) if len(sys.argv) > 6 else 0]
    theirs = report['classes']
    faults = []
    if report['runs'] != seeds or len(theirs) != len(classes):
        faults.append(f"{len(theirs)} classes of {report['runs']} runs in the report, {len(classes)} of {seeds} here")
    for a, b in zip(classes, theirs):
        kind = 'saddle' if (a['lam'] < -1e-7 * a['lam'].max()).any() else 'minimum'
        same = (abs(a['loss'] - b['loss']) < 1e-10 and abs(a['hits'] - b['hits']) <= DIFFERENT_BASIN * seeds and a['seed'] == b['representativeSeed'] and kind == b['kind']
                and abs(a['lam'][0] - b['minEigenvalue']) < 1e-8 and abs(a['lam'][-1] - b['maxEigenvalue']) < 1e-8
                and str(a['orbit']) == b['orbit']['order'])
        if not same:
            faults.append(f"class {b['rank']}: loss {a['loss']:.12f} / {b['loss']:.12f}, hits {a['hits']} / {b['hits']}, "
                          f"eigenvalues {a['lam'][0]:.9f} / {b['minEigenvalue']:.9f}, seed {a['seed']} / {b['representativeSeed']}, "
                          f"orbit {a['orbit']} / {b['orbit']['order']}")
    moved = sum(abs(a['hits'] - b['hits']) for a, b in zip(classes, theirs)) // 2
    print('\n'.join(faults) if faults else
          f'the report agrees class by class: loss, hits ({moved} seeds in another class), seed, kind, eigenvalues, orbit')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
