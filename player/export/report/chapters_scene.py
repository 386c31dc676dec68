"""What was exercised, where, by whom; and the annexes on readiness and on who took part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, listed, moment, offset_text, wall_text
from player.export.table_events import ACTOR_TITLES
from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import READINESS_KINDS, ROLE_PARTS, UNIT_KINDS, Stage
from player.model.entries import AT_STARTEX, ReadinessItem
from player.model.paper import Chapter, Column, Counts, Facts, Heading, Paragraph, ReportBlock, Table
from player.model.times import story_clock_text
from player.review.entry_wording import giver_text, stage_text


def scene(source: Source) -> Chapter:
    """What, where, who, and how the report is to be read."""
    return Chapter("scene", _("What, where, who"), tuple(_scene(source)))


def _scene(source: Source) -> Iterator[ReportBlock]:
    scenario, told = source.scenario, source.told
    if scenario.summary:
        yield Paragraph(_("The story by the script: {story}").format(story=scenario.summary))
    yield Facts(
        (
            (_("Place"), str(scenario.place.name) or NOTHING),
            (_("StartEx"), wall_text(told.started, day=True)),
            (_("EndEx"), wall_text(told.ended, day=True)),
            (_("Time zone"), offset_text(source.first_wall)),
            (_("Scenario clock"), _("{time} at StartEx").format(time=story_clock_text(scenario.place.starts_ms))),
            (_("Crowd"), _("{n} people in the script").format(n=scenario.crowd.size)),
            (
                _("Objectives"),
                "\n".join(f"{number}. {one.title}" for number, one in enumerate(scenario.objectives.values(), start=1))
                or _("none"),
            ),
        ),
        small=True,
    )
    yield Heading(_("How to read this report"))
    yield Facts(tuple(_reading()), small=True)


def _reading() -> Iterator[tuple[str, str]]:
    """What has to be known to read the report, by its subject."""
    yield (
        _("Times and figures"),
        _(
            "Moments are exercise time as hours:minutes:seconds since StartEx; it stands still on hold. Lengths are "
            "minutes:seconds, from an hour on hours:minutes:seconds. The clock on the wall is given with its zone. "
            "Percentages are rounded and may not add up to 100."
        ),
    )
    yield (
        _("Recorded text"),
        _("Text recorded in the exercise is quoted in the language it was written in."),
    )
    yield (
        _("Tension"),
        _(
            "The tension is a training index worked out from the script's injects and the actions recorded; it is no "
            "prediction of how people behave."
        ),
    )
    yield (
        _("Behaviour and ceiling"),
        _(
            "The behaviour of the crowd, and with it the ceiling of force, is behaviour according to the script and to "
            "observation: what injects declare, what the model works out and what observers tag; the highest counts, "
            "and each stands for 4 minutes. That force stayed within its ceiling therefore says nothing where the "
            "script alone set it; beside each use of force stands what its ceiling rested on."
        ),
    )
    yield _("Stages of force"), "; ".join(stage_text(stage) for stage in Stage)
    yield (
        _("Findings"),
        _(
            "A finding is what a rule shows in the log, with its basis and how certain it is that the basis says so; "
            "not how grave it is. It is not a verdict on anybody, and nothing here is legal advice. [S] was read in a "
            "public source, [P] could be read in part only, [M] is from memory and to be confirmed by a subject expert."
        ),
    )
    yield (
        _("Not seen"),
        _(
            "“Not seen” says that nobody recorded or ticked an expected action by its deadline. It may have been done "
            "all the same."
        ),
    )


def script(source: Source) -> Chapter:
    """Annex: what the script rests on, and what its author assumed."""
    return Chapter("script", _("Sources and assumptions of the script"), tuple(_script(source)), annex=True)


def _script(source: Source) -> Iterator[ReportBlock]:
    scenario = source.scenario
    if not scenario.sources and not scenario.assumptions:
        yield Paragraph(_("The script names no source and no assumption."))
    if scenario.sources:
        yield Heading(_("Sources of the script"))
        yield Paragraph("\n".join(f"– {str(one.title) or one.document}" for one in scenario.sources))
    if scenario.assumptions:
        yield Heading(_("Assumptions of the script"))
        yield Paragraph("\n".join(f"– {one}" for one in scenario.assumptions))


def participants(source: Source) -> Chapter:
    """Annex: the units and who commanded them, the roles, who observed, who controlled, who assessed."""
    return Chapter("participants", _("Participants"), tuple(_participants(source)), annex=True)


def _participants(source: Source) -> Iterator[ReportBlock]:
    scenario, measures = source.scenario, source.measures
    givers: dict[str, dict[str, None]] = {}
    for order in source.state.orders.values():
        if not order.voided:
            givers.setdefault(order.unit, {})[giver_text(order.rank, order.who)] = None
    rows = tuple(
        (
            str(unit.title),
            _(UNIT_KINDS.get(unit.kind, unit.kind)),
            str(unit.strength),
            str(measures.units[unit.id].actions),
            listed(givers.get(unit.id, ())) or NOTHING,
        )
        for unit in scenario.units.values()
    )
    yield Heading(_("Units"))
    yield Table(
        (
            Column(_("Unit"), 3, strong=True),
            Column(_("Kind"), 2),
            Column(_("Strength of personnel"), 1.3, figures=True),
            Column(_("Actions"), 1, figures=True),
            Column(_("Orders by (rank and name as recorded)"), 3),
        ),
        rows,
    )
    if scenario.roles:
        yield Heading(_("Roles of the script"))
        yield Table(
            (Column(_("Role"), 3), Column(_("Part"), 2), Column(_("Unit"), 2)),
            tuple(
                (str(role.title), _(ROLE_PARTS.get(role.part, role.part)), source.unit(role.unit) or NOTHING)
                for role in scenario.roles.values()
            ),
        )
    yield Heading(_("Who is named in the log"))
    yield Facts(
        (
            (_("Observers"), listed(source.told.observers) or _("not named")),
            (_("Deciding"), listed(_named(source, ev.DecisionTaken)) or _("not named")),
            (_("Setting values"), listed(_named(source, ev.ValueOverridden)) or _("not named")),
            (_("Answering findings"), listed(_named(source, ev.FindingAnswered)) or _("not named")),
            (_("Trainers"), listed(_named(source, *ev.REVIEW_BODIES)) or _("not named")),
        )
    )
    counts = dict.fromkeys(ev.Actor, 0)
    for record in source.saved.records:
        counts[record.event.actor] += 1
    yield Heading(_("Entries of the log by who caused them"))
    yield Counts(tuple((_(ACTOR_TITLES[actor]), str(count)) for actor, count in counts.items() if count))


def _named(source: Source, *kinds: type[ev.Body]) -> Iterator[str]:
    """Who is named in entries of these kinds, each once."""
    names = (getattr(one.event.body, "who", "") for one in source.saved.records if isinstance(one.event.body, kinds))
    yield from dict.fromkeys(filter(None, names))


def readiness(source: Source) -> Chapter:
    """Annex: what was checked at the muster, and what was gone on without."""
    return Chapter("readiness", _("Readiness"), tuple(_readiness(source)), annex=True)


_STANDS = {
    True: N_("required"),
    False: N_("optional"),
}


def _readiness(source: Source) -> Iterator[ReportBlock]:
    items = source.scenario.readiness
    if not items:
        yield Paragraph(_("The script asks for nothing to be checked."))
        return
    state = source.state
    ready = sum(name in state.ready for name in items)
    text = _("Ready: {ready} of {all}. Passed over: {waived}.")
    yield Paragraph(text.format(ready=ready, all=len(items), waived=len(source.told.waived)))
    marked, rows, checks = [], [], _checks(source)
    for place, item in enumerate(items.values()):
        came = item.gate == AT_STARTEX or state.has_begun(item.gate)
        stands = _("open") if came else _("open; its phase was not played")
        if item.id in state.ready:
            stands = _("found ready")
        elif item.id in state.waived:
            stands = _("passed over")
        if item.required and came and item.id not in state.ready:
            marked.append(place)
        rows.append(
            (
                str(item.text),
                listed(
                    (_(READINESS_KINDS.get(item.kind, item.kind)), source.unit(item.unit), _(_STANDS[item.required]))
                ),
                _gate(source, item),
                stands,
                checks.get(item.id, NOTHING),
            )
        )
    yield Table(
        (
            Column(_("Item"), 4),
            Column(_("Kind"), 2.2),
            Column(_("Needed before"), 1.6),
            Column(_("State"), 1.3, strong=True),
            Column(_("When, why"), 2.5),
        ),
        tuple(rows),
        frozenset(marked),
    )


def _gate(source: Source, item: ReadinessItem) -> str:
    if item.gate == AT_STARTEX:
        return _("StartEx")
    return str(source.scenario.phase_by_id[item.gate].title)


def _checks(source: Source) -> Mapping[str, str]:
    """When each item was found ready, by the clock on the wall where that was before StartEx; or why it was passed."""
    checks: dict[str, str] = {}
    for record in source.saved.records:
        body = record.event.body
        match body:
            case ev.ReadinessChecked():
                when = moment(record.event.exercise_ms) if record.event.exercise_ms else wall_text(record.wall)
                checks[body.item] = ". ".join(filter(None, (when, body.note))) if body.ready else NOTHING
            case ev.ReadinessWaived():
                checks[body.item] = body.reason
    return checks
