"""Tension, situation and force over the exercise, and what each unit did of it."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.report.chapters_source import Source
from player.export.report.chapters_summary import red_after_ms
from player.export.report.figure_crowd import crowd_figure
from player.export.report.words import NOTHING, capital, length, listed, moment
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import BEHAVIOUR_TITLES, CEILING, FORCE_FROM, SITUATION_TITLES, Stage
from player.model.paper import Bars, Chapter, Column, Facts, Heading, Paragraph, Remark, ReportBlock, Table
from player.review.entry_wording import stage_text
from player.review.measures_rows import delays_text, of_text, share_text
from player.review.measures_wording import dispersed_name


def crowd(source: Source) -> Chapter:
    """The figure of tension and force, and the figures behind it."""
    return Chapter("crowd", _("Tension and force"), tuple(_crowd(source)))


def _crowd(source: Source) -> Iterator[ReportBlock]:
    if not source.length_ms:
        yield Paragraph(_("No exercise time has passed, so there is no curve to show."))
        return
    yield crowd_figure(source)
    yield Remark(
        _(
            "Training index, not a prediction. Excess force empties a square, too; dispersal is not a measure of "
            "success."
        )
    )
    yield Remark(
        _(
            "The colour of the situation goes by the behaviour, not by the tension: red while there is aggressive "
            "behaviour or an unlawful act by the script, the model or a tag, and for 4 minutes after its last sign."
        )
    )
    measured = source.measures
    yield Heading(_("Situation"))
    yield Bars(
        tuple(
            (
                capital(_(SITUATION_TITLES[colour])),
                ms / source.length_ms,
                f"{length(ms)} · {share_text(ms, source.length_ms)}",
            )
            for colour, ms in measured.situation_ms.items()
        )
    )
    yield Heading(_("Behaviour according to the script and to observation, with its ceiling of force"))
    yield Table(
        (
            Column(_("Behaviour"), 3),
            Column(_("Ceiling"), 3),
            Column(_("How long"), 1.2, figures=True),
            Column(_("Share"), 1, figures=True),
        ),
        tuple(
            (
                capital(_(BEHAVIOUR_TITLES[behaviour])),
                stage_text(CEILING[behaviour]),
                length(ms),
                share_text(ms, source.length_ms),
            )
            for behaviour, ms in measured.behaviour_ms.items()
            if ms
        ),
    )
    yield Heading(_("In figures"))
    yield Facts(tuple(_facts(source)))
    overridden = [one for one in source.saved.records if isinstance(one.event.body, ev.ValueOverridden)]
    if overridden:
        yield Heading(_("Overridden by the controller"))
        yield Paragraph(_("Where a value is held or set, the curves are not the model's alone."), "soft")
        yield Table(
            (Column(_("Time"), 1, figures=True), Column(_("What, by whom, why"), 7)),
            tuple((moment(one.event.exercise_ms), source.lines[one.event.seq].text) for one in overridden),
        )


def _facts(source: Source) -> Iterator[tuple[str, str]]:
    measured, peak = source.measures, source.told.peak
    force, warning, gone = measured.force, measured.warning, measured.dispersal
    if peak is not None:
        text = _("{index} at {time}").format(index=f"{peak.index:.0f}", time=moment(peak.at_ms))
        yield _("Highest tension (training index)"), text
    if warning.left_green_ms is not None:
        yield _("Situation first left green"), moment(warning.left_green_ms)
    if gone.red_ms is not None:
        yield _("Situation first red"), moment(gone.red_ms)
    yield from _spoken_to(source)
    if force.first_ms is not None:
        yield _("First force of stage 3 or more"), moment(force.first_ms)
    at = "" if force.highest_ms is None else f" ({_('from {time} on').format(time=moment(force.highest_ms))})"
    yield _("Highest stage of force"), f"{stage_text(force.highest)}{at}"
    used_ms = gone.force_ms + gone.force_after_ms
    if used_ms:
        text = _("{time} of {all}, {share}")
        share = share_text(force.excess_ms, used_ms)
        yield (
            _("Force of stage 3 or more above the ceiling"),
            text.format(time=length(force.excess_ms), all=length(used_ms), share=share),
        )
    if force.worst is not None:
        text = _("{n} above, {start} to {end}").format(
            n=force.worst.most, start=moment(force.worst.from_ms), end=moment(force.worst.to_ms)
        )
        yield _("Worst stretch above the ceiling"), text
    yield _("Most personnel committed at once"), of_text(force.personnel, force.available)
    if gone.at_ms is not None:
        yield from _nearly_gone(source)


def _spoken_to(source: Source) -> Iterator[tuple[str, str]]:
    """When the crowd was first spoken to; that it never was only where there was force."""
    warning = source.measures.warning
    missing = _("not on record") if source.measures.force.first_ms is not None else ""
    for name, ms in (
        (_("First appeal or warning"), warning.first_ms),
        (_("First warning (appeals not counted)"), warning.warned_ms),
    ):
        if ms is not None or missing:
            yield name, missing if ms is None else moment(ms)


def _nearly_gone(source: Source) -> Iterator[tuple[str, str]]:
    """From when on so few of the model's crowd were left, and what stood after that."""
    gone = source.measures.dispersal
    yield _("{what}, for good (training index)").format(what=dispersed_name()), moment(gone.at_ms)
    if gone.force_after_ms:
        text = _("{time}, of it above the ceiling {excess}")
        yield (
            _("Force of stage 3 or more after that"),
            text.format(time=length(gone.force_after_ms), excess=length(gone.excess_after_ms)),
        )
    red_ms = red_after_ms(source)
    if red_ms:
        yield _("Situation red after that"), length(red_ms)


def units(source: Source) -> Chapter:
    """What each unit did, how long at which stage."""
    return Chapter("units", _("Units"), tuple(_units(source)))


def _units(source: Source) -> Iterator[ReportBlock]:
    shown = [
        one for one in source.measures.units.values() if one.actions or one.orders or one.stage_ms[0] < source.length_ms
    ]
    seen = {one.unit for one in shown}
    rest = [source.unit(unit) for unit in source.measures.units if unit not in seen]
    if not shown:
        yield Paragraph(_("No unit was recorded as doing anything."))
        return
    stages = [stage for stage in Stage if stage >= FORCE_FROM and any(one.stage_ms[stage] for one in shown)]
    yield Paragraph(
        _(
            "How long each unit was active, how long at each stage from 3 on, how long above the ceiling; counted "
            "second by second as plotted, so that it may be a second off the moments of the log."
        ),
        "soft",
    )
    yield Table(
        (
            Column(_("Unit"), 3.2, strong=True),
            Column(_("Active"), 1.2, figures=True),
            *(Column(_("Stage {stage}").format(stage=int(stage)), 1, figures=True) for stage in stages),
            Column(_("Above the ceiling"), 1.2, figures=True),
            Column(_("Orders"), 1.1, figures=True),
            Column(_("From order to action"), 2.4),
        ),
        tuple(
            (
                source.unit(one.unit),
                length(one.action_ms),
                *(length(one.stage_ms[stage]) if one.stage_ms[stage] else NOTHING for stage in stages),
                length(one.excess_ms) if one.excess_ms else NOTHING,
                str(one.orders),
                delays_text(one.delays) or NOTHING,
            )
            for one in shown
        ),
        frozenset(place for place, one in enumerate(shown) if one.excess_ms),
    )
    if rest:
        yield Paragraph(_("Units without an action or an order: {units}.").format(units=listed(rest)), "soft")
