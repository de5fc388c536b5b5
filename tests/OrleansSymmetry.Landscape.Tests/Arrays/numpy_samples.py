"""Prints the samples of NpzCodecTests.cs, as NumPy writes them."""
import base64
import io

import numpy as np


def text(write):
    stream = io.BytesIO()
    write(stream)
    return base64.b64encode(stream.getvalue()).decode()


print("MATRIX", text(lambda s: np.save(s, np.arange(6, dtype=np.float64).reshape(2, 3) / 4)))
print("ARCHIVE", text(lambda s: np.savez(
    s, i=np.array([1, -2], np.int64), f=np.array(0.5, np.float32), b=np.array([[True], [False]]), j=np.array([7], np.int32))))
print("VERSION2", text(lambda s: np.lib.format.write_array(s, np.array([3.5]), version=(2, 0))))
print("FORTRAN", text(lambda s: np.save(s, np.asfortranarray(np.arange(4.0).reshape(2, 2)))))
