"""Reads classes.npz with numpy.load and recomputes each class from its canonical weights. Usage: classes.py xor|iris FOLDER

FOLDER holds report.json and classes.npz of one of the sweeps xor.yaml, iris.yaml. Checks loss, gradient and the whole
spectrum of every class; exits 1 on a difference.
"""
import json
import sys

import numpy as np

from census import problem
from tanh_network import TanhNetwork


def main():
    name, folder = sys.argv[1:3]
    here = __file__.rsplit('/', 1)[0] if '/' in __file__ else '.'
    x, y, loss = problem(name, f'{here}/../../landscape/Problems/Data')
    arrays = np.load(f'{folder}/classes.npz')
    worst = dict(loss=0.0, gradient=0.0, eigenvalues=0.0)
    count = 0
    for i, landscape in enumerate(json.load(open(f'{folder}/report.json'))['landscapes'], 1):
        for c, found in enumerate(landscape['classes']):
            w1, b1, w2, b2 = (arrays[f'L{i}_{key}'][c] for key in ('W1', 'b1', 'W2', 'b2'))
            net = TanhNetwork(x, y, len(b1), loss, 0.01)
            t = np.concatenate([w1.ravel(), b1, w2.ravel(), b2])
            value, gradient = net.value_gradient(t[None, :])
            worst['loss'] = max(worst['loss'], abs(value[0] - found['loss']))
            worst['gradient'] = max(worst['gradient'], np.abs(gradient).max())
            worst['eigenvalues'] = max(worst['eigenvalues'], np.abs(np.linalg.eigvalsh(net.hessian(t)) - arrays[f'L{i}_eigenvalues'][c]).max())
            count += 1
    print(f'{count} classes; largest difference of loss {worst["loss"]:.1e}, of an eigenvalue {worst["eigenvalues"]:.1e}; '
          f'largest gradient {worst["gradient"]:.1e}')
    sys.exit(0 if count and worst['loss'] < 1e-12 and worst['gradient'] < 2e-11 and worst['eigenvalues'] < 1e-10 else 1)


if __name__ == '__main__':
    main()
