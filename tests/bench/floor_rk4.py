"""The floor under the cost of the engine: the crowd equations in a bare loop that keeps nothing."""

from __future__ import annotations

from math import exp


def bare_rk4(steps: int) -> float:
    """Step the default equations under fixed inputs, with nothing else done, and give the last tension.

    The inputs are s = 0.02 per minute, p = 0.3, D = 0.4, F = 4 and E = 1/3; the step is 1 s. What depends on the inputs
    alone is taken out of the loop, as a fair floor must.
    """
    h, half, sixth = 1 / 60, 1 / 120, 1 / 360
    s, p, d, f, e = 0.02, 0.3, 0.4, 4.0, 1 / 3
    b = 0.35 * e
    c = 0.10 * d
    w = 0.02 + 0.072 * max(0.0, max(0.0, f - 3 * e) - 3)
    q = 0.004 + 0.06 * p
    g = 0.25 + 0.16 * max(0.0, f - 2)
    y = 0.01 + 0.04 * d
    z = 0.25 * e
    o = 0.06 * d
    u = 0.002 + 0.08 * max(0.0, f - 3)
    v0, a0, m0, n0 = 0.30, 0.0, 0.70, 1.0
    for _ in range(steps):
        v1 = (s + 0.05 * a0 + b * (2 - m0)) * (1 - v0) - (w + c * m0) * v0
        a1 = 0.9 / (1 + exp(-14 * (v0 - 0.55))) * (a0 + q) * (1 - a0) - g * a0
        m1 = y * (1 - m0) - z * m0
        n1 = -(u + o * m0 * (1 - v0)) * n0
        v, a, m, n = v0 + half * v1, a0 + half * a1, m0 + half * m1, n0 + half * n1
        v2 = (s + 0.05 * a + b * (2 - m)) * (1 - v) - (w + c * m) * v
        a2 = 0.9 / (1 + exp(-14 * (v - 0.55))) * (a + q) * (1 - a) - g * a
        m2 = y * (1 - m) - z * m
        n2 = -(u + o * m * (1 - v)) * n
        v, a, m, n = v0 + half * v2, a0 + half * a2, m0 + half * m2, n0 + half * n2
        v3 = (s + 0.05 * a + b * (2 - m)) * (1 - v) - (w + c * m) * v
        a3 = 0.9 / (1 + exp(-14 * (v - 0.55))) * (a + q) * (1 - a) - g * a
        m3 = y * (1 - m) - z * m
        n3 = -(u + o * m * (1 - v)) * n
        v, a, m, n = v0 + h * v3, a0 + h * a3, m0 + h * m3, n0 + h * n3
        v4 = (s + 0.05 * a + b * (2 - m)) * (1 - v) - (w + c * m) * v
        a4 = 0.9 / (1 + exp(-14 * (v - 0.55))) * (a + q) * (1 - a) - g * a
        m4 = y * (1 - m) - z * m
        n4 = -(u + o * m * (1 - v)) * n
        v0 += sixth * (v1 + 2 * (v2 + v3) + v4)
        a0 += sixth * (a1 + 2 * (a2 + a3) + a4)
        m0 += sixth * (m1 + 2 * (m2 + m3) + m4)
        n0 += sixth * (n1 + 2 * (n2 + n3) + n4)
    return v0
