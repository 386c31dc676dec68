"""Trust in the rows of a log: how far they are what was once saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from player.i18n import N_, Message
from player.model.events import Record, SessionOpened
from player.session.chain import GENESIS, Row, row_hash, unseal
from player.session.errors import EventUnreadable
from player.session.files import READ_FAULTS
from player.session.plain_rows import PlainRows
from player.session.plausible import exercise_time_can_be, wall_can_be
from player.session.schema import COLUMNS, NUMBERS
from player.session.unhurried import uncollected

_ROW_TYPES = tuple(int if name in NUMBERS else bytes for name in COLUMNS)
"""The types of the columns of a row, as SQLite gives it."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a session.

    Attributes:
        seq: number of the first event that cannot be trusted, or None where the damage lies in no event.
        reason: what is wrong with it.
    """

    seq: int | None
    reason: Message


@dataclass(frozen=True, slots=True)
class Audit:
    """The rows of a log, looked through.

    Attributes:
        records: every event before the first that cannot be trusted.
        damage: what is wrong with that one, or None: all is well.
    """

    records: tuple[Record, ...]
    damage: Damage | None

    @property
    def head_hash(self) -> str:
        """The hash of the last record; it stands for the whole log up to there."""
        return self.records[-1].hash if self.records else GENESIS


def audit_rows(raw: Iterable[Sequence[object]]) -> Audit:
    """Look through the rows of a log, in their order, as SQLite gives them (texts as bytes).

    Checked are: that they can be read at all, their numbers, the hash chain, that the data is an event known here, and
    that exercise time never falls.
    """
    records: list[Record] = []
    rows, plain = iter(raw), PlainRows()
    try:
        with uncollected():
            values = next(rows, None)
            while values is not None:
                records.append(_trusted(values, records))
                values = plain.read_on(rows, records)
    except RowUnreadable as error:
        return Audit(tuple(records), Damage(len(records) + 1, error.reason))
    except READ_FAULTS as error:
        reason = Message("The file is damaged at this event ({error}).", {"error": str(error)})
        return Audit(tuple(records), Damage(len(records) + 1, reason))
    return Audit(tuple(records), None)


def not_covered(*, finished: bool, exported: bool = False, title_seen: bool = True) -> tuple[Message, ...]:
    """What a reader of an intact session relies on that its chain does not vouch for; `verify_gladi.py` says the same.

    The first event vouches for the script inside, and the script for its title. The last sign of life counts no longer
    once there is an EndEx.

    Args:
        exported: it is a file of JSON lines.
        title_seen: whether the title could be compared with that in the script.
    """
    told = [N_("what may have followed the last event (compare the head hash with the report)")]
    told.append(N_("the name and the dates of the file"))
    if exported:
        told.append(N_("whether what was exported was whole"))
    if not title_seen:
        told.append(N_("the title in lists of sessions"))
    if not finished:
        told.append(N_("the last sign of life, which says how far the drill came"))
    return tuple(Message(each) for each in told)


def same_rows(raw: Iterable[Sequence[object]], records: Sequence[Record]) -> bool:
    """Whether the rows of a log, as SQLite gives them, are those of these records, and no others."""
    previous, count = GENESIS, 0
    try:
        for values in raw:
            row = row_of(values)
            if count == len(records) or row.hash != records[count].hash or row.hash != row_hash(row, previous):
                return False
            previous, count = row.hash, count + 1
    except (RowUnreadable, *READ_FAULTS):
        return False
    return count == len(records)


class RowUnreadable(Exception):  # noqa: N818
    """A row of a log is not what was saved; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason


def _trusted(values: Sequence[object], before: Sequence[Record]) -> Record:
    row = row_of(values)
    last = before[-1] if before else None
    if row.seq != len(before) + 1:
        raise RowUnreadable(Message("It is missing: after it comes event {seq}.", {"seq": row.seq}))
    if row.hash != row_hash(row, GENESIS if last is None else last.hash):
        raise RowUnreadable(Message("It is not what was saved: its hash does not fit."))
    try:
        record = unseal(row)
    except EventUnreadable as error:
        raise RowUnreadable(Message("It cannot be read: {why}.", {"why": error.message})) from error
    except ValueError as error:
        raise RowUnreadable(Message("It cannot be read: “{actor}” is not known.", {"actor": row.actor})) from error
    if isinstance(record.event.body, SessionOpened) is not (last is None):
        raise RowUnreadable(Message("A session opens with its first event, and only once."))
    if not (exercise_time_can_be(row.exercise_ms) and wall_can_be(row.wall_utc_ms, row.offset_min)):
        raise RowUnreadable(Message("It is dated to a time that cannot be."))
    if row.exercise_ms < (0 if last is None else last.event.exercise_ms):
        raise RowUnreadable(Message("Its exercise time lies before that of the event before it."))
    return record


def row_of(values: Sequence[Any]) -> Row:
    """The row that these values of its columns are, as SQLite gives them (texts as bytes).

    Raises:
        RowUnreadable: a column holds what it cannot.
    """
    if tuple(map(type, values)) == _ROW_TYPES:
        with suppress(UnicodeDecodeError):  # in which column comes out below
            return Row._make([value if type(value) is int else str(value, "utf-8") for value in values])
    checked: list[object] = []
    for name, value in zip(COLUMNS, values, strict=True):
        if name in NUMBERS and type(value) is int:
            checked.append(value)
        elif name not in NUMBERS and isinstance(value, bytes):
            checked.append(_text(value))
        else:
            raise RowUnreadable(Message("Its column {column} holds something else.", {"column": name}))
    return Row(*checked)  # type: ignore[arg-type]  # just checked, column by column


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise RowUnreadable(Message("It holds bytes that are not text.")) from error
