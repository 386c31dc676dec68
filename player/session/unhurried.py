"""Making very many small things at once, with the garbage collector standing still."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected meanwhile.

    A log makes a million small objects that all stay. The collector looks at every one of them again and again as
    their number grows, and finds nothing: a third of the time it takes to read a long session. Where two threads are
    in here, the one that came first lets it go on; it never stands still for good.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # all that is there counts as old now: the next small collection would otherwise look at all of it
        gc.unfreeze()
        gc.enable()
