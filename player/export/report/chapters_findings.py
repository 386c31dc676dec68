"""What the rules found, each with its basis, how certain that is, what shows it and the answer; and the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from player.engine.findings.applied import applied
from player.engine.state import Answer
from player.export.report.chapters_source import Source
from player.export.report.rules_looked import had_something
from player.export.report.words import NOTHING, capital, length, listed, mark_sign, moment
from player.i18n import N_, _
from player.model import events as ev
from player.model.entries import Setting
from player.model.paper import Card, Chapter, Column, Counts, Heading, Paragraph, Remark, ReportBlock, Table, Weight
from player.model.rules import (
    CERTAINTY_TITLES,
    MARK_TITLES,
    BasisMark,
    Certainty,
    Rule,
    RuleSetting,
    SettingKind,
    rules_known,
    rules_of,
)
from player.review.hotwash import Found
from player.review.instrument_wording import ANSWER_TITLES
from player.review.lines import Line
from player.review.rules_wording import other_rules_text

MOST_CARDS = 80
"""Findings told at length; the others come in a table."""

FEWEST_ALIKE = 3
"""So many unanswered findings of a rule that differ only in when and by which words share a card."""

MOST_ALIKE = 30
"""Findings told on such a card; how many more there are is said."""

_LIMITS: Mapping[str, str] = {
    "R13": N_("A reason recorded with the action counts as a note; a report on the use of force is not looked at."),
}
"""What a rule does not look at, where its title says less than that."""

MOST_EVIDENCE = 6
"""Entries shown under a finding; how many more there are is said."""


def findings(source: Source) -> Chapter:
    """The chapter."""
    return Chapter("findings", _("Findings"), tuple(_findings(source)))


def _findings(source: Source) -> Iterator[ReportBlock]:
    told = source.told.findings
    yield Remark(_("A finding is not a verdict, and nothing here is legal advice."))
    version = source.saved.opened.rules_version
    if not rules_known(version):
        yield Remark(_rules_text(version), "worth")
    if not told:
        rules = rules_of(version)
        active = [rule for rule in rules if applied(source.scenario, rule, rules).active]
        text = _(
            "{n} rules were applied, and none of them has found anything. That does not say that nothing was wrong: "
            "rules read only what was recorded."
        )
        yield Paragraph(text.format(n=len(active)))
        idle = [rule for rule in active if not had_something(source, rule)]
        if idle:
            yield Paragraph(_("They had nothing to look at: {rules}.").format(rules=listed(idle)))
        return
    high = sum(one.finding.certainty is Certainty.HIGH for one in told)
    answered = [one.answer for one in told if one.answer is not None]
    counts = (
        (_("Findings"), len(told)),
        (_("Of high certainty"), high),
        (_("Of medium certainty"), len(told) - high),
        (_("Waiting for an answer"), len(source.told.waiting)),
        (_("Findings answered"), len(answered)),
        (_("Cleared by what came later"), sum(not one.finding.open for one in told)),
    )
    yield Counts(tuple((title, str(count)) for title, count in counts if count))
    yield Paragraph(
        _("First those that wait for an answer, the more certain before the others, each group in the order of time."),
        "soft",
    )
    groups = _alike(told)
    for group in groups[:MOST_CARDS]:
        yield _card(source, group[0]) if len(group) == 1 else _shared_card(source, group)
    rest = [one for group in groups[MOST_CARDS:] for one in group]
    if rest:
        yield Heading(_("Further findings"))
        yield Table(
            (
                Column(_("When"), 2.2, figures=True),
                Column(_("Rule"), 1.1),
                Column(_("Finding"), 5),
                Column(_("Basis"), 3),
                Column(_("Answer"), 2),
            ),
            tuple(
                (when_text(one), one.finding.rule, str(one.finding.message), basis_text(one), standing_text(one))
                for one in rest
            ),
        )


def _alike(told: Sequence[Found]) -> list[list[Found]]:
    """The findings, those that can share a card together, in the order of the first of each.

    One that was answered or cleared stands alone, so that who answers for it and how can be read beside it.
    """
    groups: dict[object, list[Found]] = {}
    for place, one in enumerate(told):
        finding = one.finding
        alike = (finding.rule, finding.certainty, basis_text(one), str(finding.cleared_by))
        groups.setdefault(alike if one.waits else place, []).append(one)
    split = ([group] if len(group) >= FEWEST_ALIKE else [[one] for one in group] for group in groups.values())
    place_of = {id(one): place for place, one in enumerate(told)}
    return sorted((group for parts in split for group in parts), key=lambda group: place_of[id(group[0])])


def when_text(found: Found) -> str:
    """When it was: a moment, or from when to when."""
    finding = found.finding
    if finding.to_ms <= finding.from_ms:
        return moment(finding.from_ms)
    return f"{moment(finding.from_ms)}–{moment(finding.to_ms)}"


def _card(source: Source, found: Found) -> Card:
    finding = found.finding
    when = when_text(found)
    if finding.to_ms > finding.from_ms:
        when = f"{when} ({length(finding.to_ms - finding.from_ms)})"
    rows = [
        (_("When"), when),
        (_("Rule"), title_of(source, finding.rule)),
        (_("Basis"), basis_text(found)),
        (_("Certainty"), capital(_(CERTAINTY_TITLES[finding.certainty]))),
        (_("What shows it"), _evidence(source, finding.events)),
    ]
    if finding.cleared is not None:
        rows.append((_("Cleared"), f"{moment(finding.cleared.at_ms)}: {finding.cleared.message}"))
    else:
        rows.append((_("What would clear it"), str(finding.cleared_by)))
    rows.append((_("Answer"), _answer(source.state.answer_of(finding.key), open_=finding.open)))
    return Card(f"{finding.rule}. {finding.message}", standing_text(found), _weight(found), tuple(rows))


def _shared_card(source: Source, group: Sequence[Found]) -> Card:
    first, rule = group[0], group[0].finding.rule
    lines = []
    for one in group[:MOST_ALIKE]:
        shown = " ".join(f"#{seq}" for seq in one.finding.events[:MOST_EVIDENCE])
        more = " …" if len(one.finding.events) > MOST_EVIDENCE else ""
        lines.append(f"{when_text(one)}  {one.finding.message}{f' ({shown}{more})' if shown else ''}")
    if len(group) > MOST_ALIKE:
        lines.append(_("and {n} more findings").format(n=len(group) - MOST_ALIKE))
    tag = _("{n} times, none answered").format(n=len(group))
    rows = (
        (_("Basis"), basis_text(first)),
        (_("Certainty"), capital(_(CERTAINTY_TITLES[first.finding.certainty]))),
        (_("What was found"), "\n".join(lines)),
        (_("What would clear it"), str(first.finding.cleared_by)),
        (_("Answer"), _answer(None, open_=True)),
    )
    return Card(f"{rule}. {title_of(source, rule)}", tag, _weight(first), rows)


def by_number(counted: tuple[str, object]) -> int:
    """Rules in the order of their numbers, as a key to sort by."""
    return int(re.sub(r"\D", "", counted[0]) or 0)


def title_of(source: Source, rule: str) -> str:
    """What a rule is about, in words."""
    known = rules_of(source.saved.opened.rules_version)
    return _(known[rule].title) if rule in known else rule


def _weight(found: Found) -> Weight:
    """What is from memory never stands there as surely found."""
    if not found.waits:
        return "soft"
    sure = found.finding.certainty is Certainty.HIGH and found.finding.mark is not BasisMark.MEMORY
    return "sure" if sure else "worth"


def standing_text(found: Found) -> str:
    """How a finding was answered, or that it is cleared or was not answered."""
    if found.answer is not None:
        return _(ANSWER_TITLES[found.answer])
    return _("not answered") if found.finding.open else _("cleared")


def basis_text(found: Found) -> str:
    """What a finding rests on, and where that is from: what is from memory is never told without its sign."""
    mark = found.finding.mark
    values = {"basis": found.finding.basis, "mark": _(MARK_TITLES[mark])}
    return " ".join(filter(None, (_("{basis} ({mark})").format(**values), mark_sign(mark))))


def _evidence(source: Source, events: tuple[int, ...]) -> str:
    lines = []
    for seq in events[:MOST_EVIDENCE]:
        record, line = source.records.get(seq), source.lines.get(seq)
        if record is not None and line is not None:
            void = f" ({_('void')})" if source.is_void(seq) else ""
            lines.append(f"#{seq} {moment(record.event.exercise_ms)} {_told(record.event, line)}{void}")
    more = len(events) - MOST_EVIDENCE
    if more > 0:
        lines.append(_("and {n} more entries").format(n=more))
    return "\n".join(lines) or _("the course of the crowd, as plotted")


def _told(event: ev.Event, line: Line) -> str:
    """An entry; of a tag also that the controller logged it, where no observer did."""
    body = event.body
    if not isinstance(body, ev.TagObserved) or body.observer or event.actor is not ev.Actor.CONTROLLER:
        return line.text
    return _("{text} ({observer})").format(text=line.text, observer=_("controller"))


def _answer(answer: Answer | None, *, open_: bool) -> str:
    if answer is None:
        return _("not answered") if open_ else _("none; it was cleared")
    said = _(ANSWER_TITLES[answer.kind])
    if answer.who:
        said = _("{answer} by {who}").format(answer=said, who=answer.who)
    return f"{capital(said)}: {answer.text}" if answer.text else capital(said)


def rules(source: Source) -> Chapter:
    """Annex: the rules as they were applied, and those the script switched off."""
    return Chapter("rules", _("Rules applied"), tuple(_rules(source)), annex=True)


def _rules_text(version: int) -> str:
    text = _("This session was run with finding rules version {version}, the same as this Gladi's.")
    return other_rules_text(version) or text.format(version=version)


def _rules(source: Source) -> Iterator[ReportBlock]:
    version = source.saved.opened.rules_version
    yield Paragraph(_rules_text(version))
    rows = []
    counts = Counter(found.finding.rule for found in source.told.findings)
    for rule in rules_of(version).values():
        as_set = applied(source.scenario, rule.id, rules_of(version))
        basis = " ".join(filter(None, (str(as_set.basis), mark_sign(as_set.mark))))
        settings = listed(
            f"{_(setting.about)}: {_value(source, setting, as_set.settings.values.get(name))}"
            for name, setting in rule.settings.items()
        )
        limit = _(_LIMITS[rule.id]) if rule.id in _LIMITS else ""
        rows.append(
            (
                rule.id,
                "\n".join(filter(None, (_(rule.title), settings, limit))),
                f"{basis}\n{_(MARK_TITLES[as_set.mark])}",
                _sure(rule, as_set.mark),
                _outcome(source, rule.id, counts[rule.id]) if as_set.active else _("switched off by the script"),
            )
        )
    yield Table(
        (
            Column(_("Rule"), 1.1, strong=True),
            Column(_("It finds"), 4.6),
            Column(_("Basis"), 3.6),
            Column(_("Certainty"), 2.4),
            Column(_("Findings"), 1.9),
        ),
        tuple(rows),
    )


def _outcome(source: Source, rule: str, count: int) -> str:
    return str(count) if count or had_something(source, rule) else _("no case of it")


def _sure(rule: Rule, mark: BasisMark) -> str:
    """How certain its findings are, and of what less so; where the script gives the basis, only if that one holds."""
    sure = _(CERTAINTY_TITLES[rule.certainty])
    if mark is BasisMark.SCRIPT:
        sure = _("{certainty}, as far as the script's own basis holds").format(certainty=sure)
    if not rule.less_sure:
        return sure
    return f"{sure}; {_(CERTAINTY_TITLES[Certainty.MEDIUM])} {_(rule.less_sure)}"


def _value(source: Source, setting: RuleSetting, value: Setting | None) -> str:
    """A setting in words: as the script sets it, or the rule's own."""
    if setting.kind is SettingKind.DURATION:
        return length(int(value) if isinstance(value, int | float) else setting.default or 0)
    names = value if isinstance(value, tuple) else ()
    if setting.kind is SettingKind.TAGS:
        tags = source.scenario.tags
        names = tuple(str(tags[name].text) if name in tags else name for name in names)
    return listed(names) or NOTHING
