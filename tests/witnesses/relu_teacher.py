"""An independent census of the exact Gaussian ReLU student and orthonormal teacher, k = n = d. Usage: relu_teacher.py K SEEDS [REPORT.json LANDSCAPE]

Plain gradient descent (step 0.1) from N(0, 1/k), the same seeds as the sweep; the kernel by the arc-cosine formula of
Cho and Saul (2009). Classes modulo neuron permutations by exact matching of rows. Compares counts with a report if given.
"""
import json
import sys

import numpy as np

from streams import normals


def cross(w, v):
    """sum over v of the gradient of f(w, v) in w, and of f itself; w [n, k, d], v [n, m, d]."""
    nw, nv = np.linalg.norm(w, axis=2), np.linalg.norm(v, axis=2)
    cosine = np.clip(np.einsum('nkd,nmd->nkm', w, v) / (nw[:, :, None] * nv[:, None, :]), -1, 1)
    angle = np.arccos(cosine)
    sine = np.sqrt(1 - cosine ** 2)
    value = nw[:, :, None] * nv[:, None, :] * (sine + (np.pi - angle) * cosine) / (2 * np.pi)
    gradient = ((sine * nv[:, None, :]).sum(2) / nw)[:, :, None] * w + np.einsum('nkm,nmd->nkd', np.pi - angle, v)
    return value.sum((1, 2)), gradient / (2 * np.pi)


def value_gradient(w):
    n, k, d = w.shape
    teacher = np.broadcast_to(np.eye(d), (n, d, d))
    ww, gw = cross(w, w)
    wv, gv = cross(w, teacher)
    vv, _ = cross(teacher[:1], teacher[:1])
    return ww / 2 - wv + vv / 2, gw - gv


def main():
    k, seeds = int(sys.argv[1]), int(sys.argv[2])
    w = normals(np.arange(seeds), k * k).reshape(seeds, k, k) / np.sqrt(k)
    active = np.arange(seeds)
    for step in range(400000):
        _, g = value_gradient(w[active])
        w[active] -= 0.1 * g
        if step % 50 == 0:
            active = active[np.linalg.norm(g, axis=2).max(1) * 2 * np.pi > 1e-9]
            if not len(active):
                break
    loss, g = value_gradient(w)
    classes = []
    for s in range(seeds):
        for c in classes:
            d = np.abs(c['w'][:, None, :] - w[s][None, :, :]).max(2)
            match = d.argmin(1)
            if len(set(match)) == k and d[np.arange(k), match].max() < 1e-5:
                c['hits'] += 1
                break
        else:
            classes.append(dict(w=w[s].copy(), loss=loss[s], hits=1, seed=s))
    classes.sort(key=lambda c: (round(max(c['loss'], 0), 9), c['seed']))
    spurious = int((loss >= 1e-3).sum())
    print(f'k {k}: {seeds} seeds, {len(active)} unconverged, {len(classes)} classes modulo neurons, {spurious} spurious '
          f'({100 * spurious / seeds:.2f} %), gradient at most {np.abs(g).max():.1e}')
    for c in classes:
        print(f"  loss {c['loss']:.12f} hits {c['hits']} seed {c['seed']}")
    if len(sys.argv) < 5:
        return
    theirs = json.load(open(sys.argv[3]))['landscapes'][int(sys.argv[4])]['classes']
    same = len(theirs) == len(classes) and all(
        abs(a['loss'] - b['loss']) < 1e-9 and a['hits'] == b['hits'] and a['seed'] == b['representativeSeed']
        for a, b in zip(classes, theirs))
    print('the report agrees class by class: loss, hits, seed' if same else 'THE REPORT DIFFERS')
    sys.exit(0 if same else 1)


if __name__ == '__main__':
    main()
