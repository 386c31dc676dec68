"""What the trainer at this window added to a session, to take it back and put it in again, the last of it first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from player.engine.commands import Command, RestoreEntry, VoidEntry
from player.engine.entries import AFTERWARDS
from player.model import events as ev
from player.session.live import Entry


class Act(NamedTuple):
    """Something that was done at once: these entries were put in (or restored), or taken out."""

    seqs: tuple[int, ...]
    puts: bool


class Acts(Protocol):
    """Carries out a command on the session; False where it was refused, which has been said."""

    def __call__(self, command: Command) -> bool:
        """Do it."""


class History:
    """The acts on a session behind its EndEx.

    What trainers had added when it was opened can be taken back, too. What another Gladi adds meanwhile is never told
    to it, so that taking back does not reach into that.

    Args:
        entries: what stood behind EndEx when the session was opened.
        voided: the numbers of the entries that are void.
    """

    def __init__(self, entries: Sequence[Entry], voided: Collection[int]) -> None:
        by_trainer = [entry for entry in entries if entry.event.actor is ev.Actor.TRAINER]
        written = [entry.seq for entry in by_trainer if isinstance(entry.event.body, AFTERWARDS)]
        taken_out = {entry.event.body.seq: None for entry in entries if isinstance(entry.event.body, ev.EntryVoided)}
        self._done = [Act((seq,), puts=True) for seq in written if seq not in voided]
        self._undone = [Act((seq,), puts=True) for seq in taken_out if seq in written and seq in voided]
        self._is_turning = False

    def note(self, added: Sequence[Entry]) -> None:
        """Take in what one command of the trainer added."""
        if self._is_turning:
            return
        bodies = [(entry.seq, entry.event.body) for entry in added]
        for seqs, puts in (
            (tuple(seq for seq, body in bodies if isinstance(body, AFTERWARDS)), True),
            (tuple(body.seq for _seq, body in bodies if isinstance(body, ev.EntryRestored)), True),
            (tuple(body.seq for _seq, body in bodies if isinstance(body, ev.EntryVoided)), False),
        ):
            if seqs:
                self._done.append(Act(seqs, puts))
                self._undone.clear()  # done again after this, it could undo what was meant just now

    def undo(self, voided: Collection[int], do: Acts) -> bool:
        """Take back the last act that still stands; gives whether there was one."""
        return self._turn(self._done, self._undone, voided, do, back=True)

    def redo(self, voided: Collection[int], do: Acts) -> bool:
        """Do again what was taken back last; gives whether there was anything."""
        return self._turn(self._undone, self._done, voided, do, back=False)

    def _turn(self, acts: list[Act], others: list[Act], voided: Collection[int], do: Acts, *, back: bool) -> bool:
        while acts:
            act = acts[-1]
            takes_out = act.puts is back
            seqs = [seq for seq in act.seqs if (seq in voided) is not takes_out]
            if not seqs:  # somebody else has done so meanwhile
                acts.pop()
                continue
            self._is_turning = True
            try:
                commands = [VoidEntry(seq) if takes_out else RestoreEntry(seq) for seq in seqs]
                if all(do(command) for command in commands):
                    acts.pop()
                    others.append(act)
            finally:
                self._is_turning = False
            return True
        return False
