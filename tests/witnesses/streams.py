"""Philox4x32-10 and the initial weights it gives, written from the paper (Salmon et al. 2011), vectorised over seeds."""
import numpy as np
from scipy.special import ndtri

INITIALISATION = 1


def philox(counter, key):
    c = [np.asarray(x, dtype=np.uint64) for x in counter]
    k = [np.asarray(x, dtype=np.uint64) for x in key]
    low = np.uint64(0xFFFFFFFF)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [(p1 >> np.uint64(32)) ^ c[1] ^ k[0], p1 & low, (p0 >> np.uint64(32)) ^ c[3] ^ k[1], p0 & low]
        k = [(k[0] + np.uint64(0x9E3779B9)) & low, (k[1] + np.uint64(0xBB67AE85)) & low]
    return c


def normals(seeds, count, purpose=INITIALISATION):
    """[seed, draw] standard normal numbers."""
    seeds = np.asarray(seeds, dtype=np.uint64)[:, None]
    blocks = np.arange((count + 1) // 2, dtype=np.uint64)[None, :]
    zero = np.zeros_like(seeds + blocks)
    x = philox([zero + blocks, zero, zero + np.uint64(purpose), zero],
               [(seeds & np.uint64(0xFFFFFFFF)) + zero, (seeds >> np.uint64(32)) + zero])
    bits = np.stack([x[1] << np.uint64(32) | x[0], x[3] << np.uint64(32) | x[2]], axis=-1).reshape(len(seeds), -1)
    uniform = ((bits >> np.uint64(12)).astype(float) + 0.5) / 2.0 ** 52
    return ndtri(uniform)[:, :count]
