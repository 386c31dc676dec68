"""When an inject is due, a question is put or a phase is left: one module per trigger kind.

To add a kind: a module with a `Trigger` and its ``KIND``, and its line in `TRIGGER_KINDS`.
"""

from player.triggers import after, at, clock, every, manual, on, when
from player.triggers.kind import TriggerKind

TRIGGER_KINDS: tuple[TriggerKind, ...] = (
    at.KIND,
    clock.KIND,
    after.KIND,
    when.KIND,
    on.KIND,
    every.KIND,
    manual.KIND,
)
"""Every trigger kind, in the order the reference lists them."""

__all__ = ["TRIGGER_KINDS", "TriggerKind"]
