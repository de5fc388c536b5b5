"""One hidden layer of tanh units, loss and gradient for many networks at once; Hessians by the complex step on the gradient."""
import numpy as np


class TanhNetwork:
    def __init__(self, x, y, hidden, loss, l2):
        self.x, self.y, self.h, self.loss, self.l2 = x, y, hidden, loss, l2
        self.i, self.o = x.shape[1], y.shape[1]
        self.p = hidden * (self.i + 1) + self.o * (hidden + 1)

    def split(self, t):
        h, i, o, n = self.h, self.i, self.o, t.shape[0]
        a = h * i
        return (t[:, :a].reshape(n, h, i), t[:, a:a + h],
                t[:, a + h:a + h + o * h].reshape(n, o, h), t[:, a + h + o * h:])

    def value_gradient(self, t):
        """t [network, P] -> loss [network], gradient [network, P]; t may be complex (every step is analytic)."""
        w1, b1, w2, b2 = self.split(t)
        s = self.x.shape[0]
        z = np.einsum('nhi,si->nsh', w1, self.x) + b1[:, None, :]
        a = np.tanh(z)
        out = np.einsum('noh,nsh->nso', w2, a) + b2[:, None, :]
        if self.loss == 'mse':
            e = out - self.y
            value = (e * e).sum((1, 2)) / s
            delta = 2 * e / s
        else:
            shift = out.real.max(2, keepdims=True)
            ex = np.exp(out - shift)
            total = ex.sum(2, keepdims=True)
            value = ((np.log(total[..., 0]) + shift[..., 0]) - (out * self.y).sum(2)).sum(1) / s
            delta = (ex / total - self.y) / s
        back = np.einsum('nso,noh->nsh', delta, w2) * (1 - a * a)
        gradient = np.concatenate([
            np.einsum('nsh,si->nhi', back, self.x).reshape(len(t), -1), back.sum(1),
            np.einsum('nso,nsh->noh', delta, a).reshape(len(t), -1), delta.sum(1)], axis=1)
        return value + 0.5 * self.l2 * (t * t).sum(1), gradient + self.l2 * t

    def hessian(self, t):
        """t [P] -> [P, P]: column j is Im grad(t + i eps e_j) / eps, exact to rounding."""
        eps = 1e-30
        points = t[None, :].astype(complex) + 1j * eps * np.eye(self.p)
        h = self.value_gradient(points)[1].imag / eps
        return 0.5 * (h + h.T)

    def copies(self, t):
        """t [P] -> every signed permutation of its hidden units, [group, P]."""
        from itertools import permutations, product
        w1, b1, w2, b2 = (a[0] for a in self.split(t[None, :]))
        return np.array([np.concatenate([(s[:, None] * w1[list(p)]).ravel(), s * b1[list(p)], (w2[:, list(p)] * s).ravel(), b2])
                         for p in permutations(range(self.h)) for s in map(np.array, product([1, -1], repeat=self.h))])


def adam(f, t, steps, step=0.01, b1=0.9, b2=0.999, eps=1e-8):
    m, v = np.zeros_like(t), np.zeros_like(t)
    for k in range(1, steps + 1):
        g = f(t)[1]
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        t = t - step * (m / (1 - b1 ** k)) / (np.sqrt(v / (1 - b2 ** k)) + eps)
    return t


def polish(net, t, tolerance=1e-11, steps=500):
    """Newton with |eigenvalue|-modified steps and halving: never uphill beyond rounding."""
    for _ in range(steps):
        value, g = (a[0] for a in net.value_gradient(t[None, :]))
        if np.abs(g).max() <= tolerance:
            break
        lam, u = np.linalg.eigh(net.hessian(t))
        full = -u @ ((u.T @ g) / np.maximum(np.abs(lam), 1e-8 * np.abs(lam).max()))
        full *= min(1.0, 0.5 / max(np.abs(full).max(), 1e-300))
        scale = 1.0
        while scale > 1e-9 and net.value_gradient((t + scale * full)[None, :])[0][0] > value + 1e-15 * max(1, abs(value)):
            scale *= 0.5
        t = t + scale * full
    return t, np.abs(net.value_gradient(t[None, :])[1]).max()
