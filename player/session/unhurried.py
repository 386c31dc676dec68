"""Making very many small things at once, with the garbage collector standing still."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def set_aside() -> None:
    """Keep all that is there now out of the sight of the garbage collector, up to `take_back`.

    For a long session that stays open: every full collection would look at each of its million objects, which stops
    all threads for half a second, and find nothing. What is let go of is freed all the same, unless it is in a circle.
    """
    gc.freeze()


def take_back() -> None:
    """Let the collector see again what was set aside; the next full collection frees what has become garbage."""
    gc.unfreeze()


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
