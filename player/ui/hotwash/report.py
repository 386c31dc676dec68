"""The report of a hotwash: what stands on its page, in full, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from player.i18n import _
from player.model.paper import Bars, Block, Column, Facts, Heading, Paper, Paragraph, Signatures, Table
from player.model.scenario import Scenario
from player.model.times import clock_text, story_clock_text
from player.review.hotwash import Hotwash
from player.review.hotwash_lines import Look, Section
from player.review.hotwash_wording import hotwash_sections, hotwash_tiles

_ORDER = ("findings", "expected", "well", "course", "halts", "situation", "force", "decisions", "injects", "records")
_BARS = frozenset({"situation"})


def report_name(session: Path) -> str:
    """What the report of a session is called by default."""
    return f"hotwash_{session.stem}"


def report_of(told: Hotwash, scenario: Scenario, session: Path) -> Paper:
    """The report, in the language in use.

    Args:
        session: file of the session, which the report names as its source.
    """
    sections = {section.name: section for section in hotwash_sections(told, scenario)}
    blocks: list[Block] = [*_opening(told)]
    for name in _ORDER:
        if name in sections:
            blocks += _section(sections[name])
    blocks += [
        Heading(_("Agreed in the hotwash")),
        Paragraph(_("What to keep, what to change, who does it, by when. To be written by hand."), "soft"),
        Table((Column(_("What")), Column(_("Who")), Column(_("By when"))), (("\n", "", ""),) * 4),
        Signatures((_("Controller"), _("Observer"), _("Commander"))),
    ]
    foot = _("From the session {name}. Findings are no verdicts; the index is for training, no prediction.")
    return Paper(
        _("Report of the hotwash"),
        " · ".join(filter(None, (str(scenario.title), str(scenario.place.name), _day(told)))),
        tuple(blocks),
        report_name(session),
        foot.format(name=session.name),
    )


def _day(told: Hotwash) -> str:
    return "" if told.started is None else f"{told.started.local:%Y-%m-%d}"


def _opening(told: Hotwash) -> Iterator[Block]:
    yield Heading(_("In short"))
    yield Facts(tuple((tile.caption, f"{tile.value}   {tile.detail}") for tile in hotwash_tiles(told)))
    if told.started is not None and told.ended is not None:
        start, end = story_clock_text(told.started.local_ms), story_clock_text(told.ended.local_ms)
        yield Paragraph(
            _("StartEx {start}, EndEx {end} {zone}, {time} of exercise time.").format(
                start=start, end=end, zone=told.started.zone, time=clock_text(told.measures.length_ms)
            ),
            "soft",
        )


def _section(section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    if section.note:
        yield Paragraph(section.note, "soft")
    if not section.lines:
        yield Paragraph(section.nothing)
    elif section.name in _BARS:
        yield Bars(tuple((line.text, line.share or 0.0, line.value) for line in section.lines))
    else:
        waits = {Look.SURE, Look.LIKELY, Look.UNMET, Look.WORTH}
        rows = tuple((line.value, line.text, line.detail) for line in section.lines)
        marked = frozenset(place for place, line in enumerate(section.lines) if line.look in waits)
        yield Table((Column("", 1.3, figures=True), Column("", 5), Column("", 4)), rows, marked)
