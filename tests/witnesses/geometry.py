"""Swap paths by NumPy and SciPy: own forward pass, own Hessian, own search among the tied points.

Usage: geometry.py xor|iris [ANSWER.json FOLDER]

Without files it reads geometry-NAME.json beside it, which the tests of landscape/Geometry keep. With files it reads the answer of
`symmetry swap ID CLASS --json ANSWER.json` and takes the class' weights from FOLDER/classes.npz. Prints one line a path and exits 1
where a figure differs: the loss on the path and its symmetry, the middle's gradient and spectrum, every straight line, and that the
point reached with the units tied is critical for all parameters, with its index, and a minimum among the tied points. The column
"by SciPy" is the loss that a search of its own reaches from the same centre by short steps, often the same.
"""
import json
import sys

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import minimize

from census import problem
from tanh_network import TanhNetwork

L2 = 0.01
ZERO = 1e-7


def move_matrix(net, move):
    """The move as a P x P matrix, from what it does to the network's arrays: cycles first, then flips."""
    h = net.h
    matrix = np.zeros((net.p, net.p))
    source, sign = list(range(h)), np.ones(h)
    for layer in move['layers']:
        for cycle in layer['cycles']:
            for k, unit in enumerate(cycle):
                source[cycle[(k + 1) % len(cycle)] - 1] = unit - 1
        for place in layer['flips']:
            sign[place - 1] = -1
    for column in range(net.p):
        unit = np.zeros((1, net.p))
        unit[0, column] = 1
        w1, b1, w2, b2 = (a[0] for a in net.split(unit))
        matrix[:, column] = np.concatenate([(sign[:, None] * w1[source]).ravel(), sign * b1[source], (w2[:, source] * sign).ravel(), b2])
    return matrix


def lines_expected(net, move):
    """How many straight lines the centre has: contrasts of units that coincide, and all weights of units that vanish."""
    count = 0
    flips = {place for layer in move['layers'] for place in layer['flips']}
    cycles = [cycle for layer in move['layers'] for cycle in layer['cycles']]
    moved = {unit for cycle in cycles for unit in cycle}
    for cycle in cycles + [[place] for place in flips if place not in moved]:
        odd = len(flips.intersection(cycle)) % 2
        count += len(cycle) * (net.o + net.i + 1) if odd else (len(cycle) - 1) * net.o
    return count


def search(net, basis, start):
    """The loss at the minimum among the tied points that short steps of a trust-region method lead to."""
    return minimize(lambda z: net.value_gradient((basis @ z)[None])[0][0], start, method='trust-exact',
                    jac=lambda z: basis.T @ net.value_gradient((basis @ z)[None])[1][0],
                    hess=lambda z: basis.T @ net.hessian(basis @ z) @ basis,
                    options=dict(initial_trust_radius=0.04, max_trust_radius=0.05, gtol=1e-9, maxiter=5000)).fun


def check(net, theta, answer, path, say):
    faults = []

    def near(what, mine, theirs, tolerance):
        if theirs is None or not np.all(np.abs(np.asarray(mine) - np.asarray(theirs)) <= tolerance):
            faults.append(f'{what}: {mine} against {theirs}')

    g = move_matrix(net, path['move'])
    order = next(m for m in range(1, 100) if np.allclose(np.linalg.matrix_power(g, m), np.eye(net.p), atol=0))
    near('order', order, path['order'], 0)
    copy = g @ theta
    t = np.array(answer['t'])
    losses = net.value_gradient((1 - t)[:, None] * theta + t[:, None] * copy)[0]
    near('path', losses, np.array(path['loss'], float), 1e-12)
    near('ends', losses[[0, -1]], answer['class']['loss'], 1e-12)
    fine = np.linspace(0, 1, 4001)
    ridge = net.value_gradient((1 - fine)[:, None] * theta + fine[:, None] * copy)[0].max() - losses[[0, -1]].max()
    if path['height'] < ridge - 1e-12 or path['height'] > ridge + 1e-5:
        faults.append(f'ridge: {ridge} against {path["height"]}')
    if order == 2:
        near('asymmetry', np.abs(losses - losses[::-1]).max(), 0, 1e-12)
        near('slope', net.value_gradient((0.5 * (theta + copy))[None])[1][0] @ (copy - theta), 0, 1e-12)

    centre = sum(np.linalg.matrix_power(g, k) @ theta for k in range(order)) / order
    for where, point in [('middle', 0.5 * (theta + copy))] + ([('centre', centre)] if order > 2 else []):
        figures = path[where]
        value, gradient = net.value_gradient(point[None])
        eigenvalues = np.linalg.eigvalsh(net.hessian(point))
        near(f'{where} loss', value[0], figures['loss'], 1e-12)
        near(f'{where} gradient', np.abs(gradient).max(), figures['gradient'], 1e-12)
        near(f'{where} spectrum', eigenvalues, figures['eigenvalues'], 1e-10)
        near(f'{where} index', (eigenvalues < -ZERO * np.abs(eigenvalues).max()).sum(), figures['index'], 0)

    near('lines', lines_expected(net, path['move']), path['lineCount'], 0)
    hessian = net.hessian(centre)
    at_centre = net.value_gradient(centre[None])[0][0]
    for line in path['lines']:
        v = np.zeros((1, net.p))
        w1, b1, w2, b2 = net.split(v)
        units = [unit - 1 for unit in line['units']]
        if line['kind'] == 'contrast':
            # The second unit takes the first one's place in the cycle: mirrored where it is flipped there.
            mirrored = any(line['units'][1] in layer['flips'] for layer in path['move']['layers'])
            w2[0, line['other'] - 1, units[0]], w2[0, line['other'] - 1, units[1]] = 1, 1 if mirrored else -1
        elif line['kind'] == 'outgoing':
            w2[0, line['other'] - 1, units[0]] = 1
        elif line['other'] == 0:
            b1[0, units[0]] = 1
        else:
            w1[0, units[0], line['other'] - 1] = 1
        v = v[0] / np.linalg.norm(v)
        s = np.array(line['s'])
        change = net.value_gradient(centre + s[:, None] * v)[0] - at_centre
        near(f'line {line["kind"]} {line["units"]} {line["other"]}', change, line['change'], 1e-12)
        near('its penalty', change, L2 * (s * (centre @ v) + s * s / 2), 1e-12)
        near('its curvature', v @ hessian @ v, line['curvature'], 1e-10)
        near('its residual', np.linalg.norm(hessian @ v - (v @ hessian @ v) * v), line['eigenvectorResidual'], 1e-9)
        if not line['isConstant']:
            faults.append('a line is not constant')

    critical = path['critical']
    point = np.array(critical['theta'])
    value, gradient = net.value_gradient(point[None])
    eigenvalues = np.linalg.eigvalsh(net.hessian(point))
    index = int((eigenvalues < -ZERO * np.abs(eigenvalues).max()).sum())
    basis = null_space(g - np.eye(net.p))
    near('dimension', basis.shape[1], critical['dimension'], 0)
    near('fixed', g @ point, point, 1e-12)
    near('critical loss', value[0], critical['point']['loss'], 1e-12)
    near('critical gradient', np.abs(gradient).max(), 0, 1e-10)
    near('critical spectrum', eigenvalues, critical['point']['eigenvalues'], 1e-10)
    near('critical index', index, critical['point']['index'], 0)
    if critical['kind'] != ('permutation saddle' if index else 'minimum'):
        faults.append(f'{critical["kind"]} with index {index}')

    # Tied, it is a minimum: a search from beside it comes back. A search from the centre by short steps may stay in another valley.
    beside = search(net, basis, basis.T @ point + 1e-2 * np.cos(np.arange(basis.shape[1])))
    near('search from beside it', beside, critical['point']['loss'], 1e-9)
    found = search(net, basis, basis.T @ centre)
    say(f'{answer["class"]["rank"]:>5}  {path["words"]:<64}{path["middle"]["loss"]:>11.6f}{path["height"]:>11.6f}{path["lineCount"]:>6}'
        f'{critical["point"]["loss"]:>12.8f}{found:>12.8f}{index:>6}  {critical["kind"]}{"" if not faults else "  DIFFERS"}')
    return faults


def main():
    name = sys.argv[1]
    here = __file__.rsplit('/', 1)[0] if '/' in __file__ else '.'
    x, y, loss = problem(name, f'{here}/../../landscape/Problems/Data')
    if len(sys.argv) > 2:
        answer = json.load(open(sys.argv[2]))
        arrays = np.load(f'{sys.argv[3]}/classes.npz')
        rank = answer['class']['rank'] - 1
        classes = [dict(theta=np.concatenate([arrays[f'L1_{key}'][rank].ravel() for key in ('W1', 'b1', 'W2', 'b2')]), answer=answer)]
        hidden = arrays['L1_b1'].shape[1]
    else:
        classes = json.load(open(f'{here}/geometry-{name}.json'))
        hidden = {'xor': 2, 'iris': 3}[name]
    net = TanhNetwork(x, y, hidden, loss, L2)
    print('class  move' + ' ' * 60 + '     middle      ridge lines    critical   by SciPy index  kind')
    faults = [fault for each in classes for path in each['answer']['paths']
              for fault in check(net, np.array(each['theta']), each['answer'], path, print)]
    paths = sum(len(each['answer']['paths']) for each in classes)
    print(f'{paths} paths of {len(classes)} classes, {len(faults)} differences')
    for fault in faults:
        print('  ' + fault)
    sys.exit(1 if faults or not paths else 0)


if __name__ == '__main__':
    main()
