"""How many examples a property is tried with: few in the normal run, all of them in ``python3 -m tests deep``.

The normal run tries the same examples each time, so that more of them soon find nothing new, and only make it slower.
"""

from __future__ import annotations

import os

DEEP = "GLADI_TEST_DEEP"
"""The environment variable that asks for all of them."""

SHARE, FEWEST = 5, 20


def cases(most: int) -> int:
    """So many examples in a deep run; a fifth of them, and 20 at least, in the normal one."""
    return most if os.environ.get(DEEP) else min(most, max(FEWEST, most // SHARE))


def is_deep() -> bool:
    """Whether this is a deep run, which also takes the large sizes and the long ways."""
    return bool(os.environ.get(DEEP))
