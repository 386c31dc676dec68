"""Which findings stand beside an expected action or an objective, so that no good letter hides them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from player.engine.findings import Finding
from player.export.report.chapters_source import Source
from player.export.report.words import listed, moment
from player.model.entries import Objective
from player.review.measures import ExpectedMeasure
from player.review.objective_events import events_of_objectives
from player.review.suggesting import stands

_PROPORTION = ("proporsional", "sebanding", "proportion")
_ORDERS = ("perintah", "orders")
_WARNINGS = ("peringatan", "warn")
_RECORDS = (*_ORDERS, "akuntabel", "accountab", "tercatat", "on record")
_DIALOGUE = ("dialog", "negosia", "berunding", "saluran bicara", "negotiat")

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "R1": _WARNINGS,
    "R2": _PROPORTION,
    "R3": _PROPORTION,
    "R4": _PROPORTION,
    "R5": _ORDERS,
    "R6": _ORDERS,
    "R7": ("lapis ganti", "lintas ganti", "pergantian lapis", "rotation"),
    "R8": _DIALOGUE,
    "R9": ("penangkapan", "ditangkap", "arrest"),
    "R10": ("mengejar", "membalas", "keluar barisan", "chas", "hit back", "hits back", "throw back", "throws back"),
    "R11": ("senjata api", "firearm"),
    "R12": ("pertolongan", "ditolong", "first aid", "medical"),
    "R13": ("akuntabel", "laporan penggunaan kekuatan", "accountab", "report on the use of force"),
    "R14": _PROPORTION,
}
"""By which words of a script an objective is known to be about what a rule looks at. Scripts are written in any words:
an objective that is not found by these is not told of the finding, which still stands in its own chapter."""


def standing(source: Source) -> list[Finding]:
    """The findings that count, in the order of time."""
    found = (one.finding for one in source.told.findings)
    return sorted((one for one in found if stands(source.state, one)), key=lambda one: one.from_ms)


def found_while(found: Sequence[Finding], one: ExpectedMeasure) -> Sequence[Finding]:
    """Of findings in the order of time those that begin between an inject and the end of an expected action's time."""
    first = bisect_left(found, one.opened_ms, key=lambda finding: finding.from_ms)
    return found[first : bisect_right(found, one.deadline_ms, key=lambda finding: finding.from_ms)]


def found_about(source: Source, found: Sequence[Finding], aim: Objective) -> list[Finding]:
    """Of these findings those about an objective: by what it speaks of, or by the actions that showed it."""
    said = _said(aim)
    shown = events_of_objectives(source.scenario, source.timeline.events).get(aim.id, frozenset())
    return [
        one
        for one in found
        if not shown.isdisjoint(one.events) or any(word in said for word in SUBJECTS.get(one.rule, ()))
    ]


def found_meanwhile(found: Sequence[Finding], called: Sequence[ExpectedMeasure]) -> list[Finding]:
    """Of findings in the order of time those that begin while one of these was waited for."""
    keys = {finding.key for one in called for finding in found_while(found, one)}
    return [one for one in found if one.key in keys]


def by_rule(found: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """The rules of these findings, each with its moments: "00:24:14, 00:37:32 (2×)"."""
    rules: dict[str, Counter[int]] = {}
    for one in found:
        rules.setdefault(one.rule, Counter())[one.from_ms] += 1
    for rule, moments in rules.items():
        yield rule, listed(moment(ms) if count == 1 else f"{moment(ms)} ({count}×)" for ms, count in moments.items())


def is_about_proportion(aim: Objective) -> bool:
    """Whether an objective speaks of force in proportion."""
    return _speaks_of(aim, _PROPORTION)


def is_about_dialogue(aim: Objective) -> bool:
    """Whether an objective speaks of talking with the crowd."""
    return _speaks_of(aim, _DIALOGUE)


def is_about_warning(aim: Objective) -> bool:
    """Whether an objective speaks of warning the crowd."""
    return _speaks_of(aim, _WARNINGS)


def is_about_records(aim: Objective) -> bool:
    """Whether an objective speaks of orders, or of what is put on record."""
    return _speaks_of(aim, _RECORDS)


def _speaks_of(aim: Objective, words: Sequence[str]) -> bool:
    said = _said(aim)
    return any(word in said for word in words)


def _said(aim: Objective) -> str:
    """All the words of an objective, in every language, small."""
    texts = (aim.title, *(task.title for task in aim.tasks.values()), *aim.ratings.values())
    return " ".join(words.casefold() for text in texts for words in text.by_language.values())
