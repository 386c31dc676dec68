"""What the page of a sheet says: fields, how sure a column is, what became of a row. No Qt."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from typing import NamedTuple

from player.i18n import N_, _
from player.scenario.msel import Column, Field, Origin, RowResult, RowStatus

FIELD_TITLES: ReadOnly[Field, str] = {
    Field.TIME: N_("Time"),
    Field.OFFSET: N_("Time from StartEx"),
    Field.DATE: N_("Date"),
    Field.PHASE: N_("Phase"),
    Field.STARTS: N_("Start of the phase"),
    Field.NUMBER: N_("Number"),
    Field.TITLE: N_("Title"),
    Field.TEXT: N_("Text"),
    Field.FROM: N_("From"),
    Field.TO: N_("To"),
    Field.CHANNEL: N_("Channel"),
    Field.EXPECT: N_("Expected action"),
    Field.OBJECTIVE: N_("Objective"),
    Field.NOTES: N_("Remarks"),
    Field.DURATION: N_("Duration"),
    Field.KEEP: N_("Keep as it is"),
    Field.IGNORE: N_("Leave out"),
}
"""What each field is called above a column."""

LIKELY_FROM = 0.65
SURE_FROM = 0.88
"""Scores from which a proposal is called likely, and sure."""


class Look(NamedTuple):
    """A word with its sign: name of the icon and tone."""

    word: str
    icon: str
    tone: str


SURE = Look(N_("sure"), "circle-check", "go")
LIKELY = Look(N_("likely"), "circle-help", "accent")
GUESS = Look(N_("a guess"), "triangle-alert", "warn")
CHOSEN = Look(N_("chosen by you"), "user-check", "accent")
UNKNOWN = Look(N_("not recognised"), "minus", "neutral")

STATUS_LOOKS: ReadOnly[RowStatus, Look] = {
    RowStatus.IMPORTED: Look(N_("becomes an inject"), "check", "go"),
    RowStatus.JOINED: Look(N_("belongs to the inject above"), "link", "neutral"),
    RowStatus.PHASE: Look(N_("is the heading of a phase"), "flag", "accent"),
    RowStatus.ABOVE: Look(N_("stands above the table"), "file-text", "neutral"),
    RowStatus.SKIPPED: Look(N_("is passed over"), "skip-forward", "neutral"),
    RowStatus.REJECTED: Look(N_("cannot be imported"), "circle-x", "alarm"),
}
"""What became of a row; the words go on after ``Row 7``."""

HEADER = Look(N_("names the columns"), "list", "accent")
INCOMPLETE = Look(N_("something of it is missing"), "triangle-alert", "warn")
REMARKED = Look(N_("with a remark"), "info", "accent")


def sureness(column: Column) -> Look:
    """How sure it is what a column means."""
    match column.origin:
        case Origin.GIVEN:
            return CHOSEN
        case Origin.NONE:
            return UNKNOWN
    if column.score >= SURE_FROM:
        return SURE
    return LIKELY if column.score >= LIKELY_FROM else GUESS


def row_sign(row: RowResult) -> Look | None:
    """The sign beside the number of a row, or None for one that came through whole."""
    if row.status is not RowStatus.IMPORTED:
        return STATUS_LOOKS[row.status]
    if row.lost:
        return INCOMPLETE
    return REMARKED if row.reasons else None


def column_words(column: Column) -> str:
    """A column, its field and how sure that is, in words."""
    name = " ".join(filter(None, (column.letter, column.name)))
    return f"{name}: {_(FIELD_TITLES[column.field])}, {_(sureness(column).word)}"
