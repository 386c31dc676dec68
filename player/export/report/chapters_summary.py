"""The summary in half a page: the trainer's own words first, then what the log tells, the gravest of it by name."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.crowd_model import TICK_MS
from player.export.report.chapters_essentials import essentials
from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, length, listed, moment, sentences, signed, wall_text
from player.i18n import _, ngettext
from player.model import events as ev
from player.model.crowd_parameters import DISPERSED_BELOW
from player.model.doctrine import SITUATION_TITLES, Situation
from player.model.paper import Chapter, Column, Heading, Paragraph, Remark, ReportBlock, Table
from player.model.times import MINUTE_MS, apart_ms
from player.review.days import date_text
from player.review.force_uses import GroundKind
from player.review.hotwash import HaltKind


def summary(source: Source) -> Chapter:
    """The chapter."""
    return Chapter("summary", _("Summary"), tuple(_blocks(source)))


def standing_of(source: Source) -> str:
    """What is to be known of a session that is not whole; empty for one that is."""
    saved = source.saved
    parts = []
    if saved.damage is not None:
        count = len(saved.records)
        if saved.damage.seq is None or saved.damage.seq <= count:  # the scenario inside counts as the first event
            parts.append(_("The file is damaged beside its log; all {n} entries are intact.").format(n=count))
        else:
            text = _("The file is damaged from entry {seq} on; this report covers the {n} entries before it.")
            parts.append(text.format(seq=saved.damage.seq, n=count))
        parts.append(str(saved.damage.reason))
    if not source.begun:
        parts.append(_("The session ends before StartEx; nothing was exercised."))
    elif not saved.finished:
        text = _("The session ends at {time} without EndEx; all figures are up to there.")
        if saved.damage is not None:
            text = _("EndEx is not in the intact part; all figures are up to {time}.")
        parts.append(text.format(time=moment(source.length_ms)))
    if source.told.in_emergency:
        parts.append(_("The exercise ended in a real emergency."))
    return sentences(parts)


def _blocks(source: Source) -> Iterator[ReportBlock]:
    standing = standing_of(source)
    if standing:
        yield Remark(standing, "worth")
    assessment = source.assessment
    if assessment.summary:
        yield Heading(_("In the words of the trainer"))
        yield Paragraph(assessment.summary)
        yield Paragraph(_written_by(source, assessment.summary_seq), "soft")
        yield Heading(_("From the log"))
    for text in (_scene(source), _crowd(source)):
        if text:
            yield Paragraph(text)
    if source.begun:
        rows = tuple((title, text) for title, text in essentials(source) if text)
        yield Table((Column(_("Subject"), 1, strong=True), Column(_("From the log"), 5)), rows)


def _written_by(source: Source, seq: int | None) -> str:
    record = source.records.get(seq or 0)
    if record is None or not isinstance(record.event.body, ev.SummaryWritten):
        return _("Written by the trainer.")
    when = wall_text(record.wall, day=True, seconds=False)
    if record.event.body.who:
        return _("Written by {who}, {when}.").format(who=record.event.body.who, when=when)
    return _("Written by the trainer, {when}.").format(when=when)


def _scene(source: Source) -> str:
    """What was trained, where, when, for how long, by whom."""
    told, scenario = source.told, source.scenario
    where, title = str(scenario.place.name), str(scenario.title)
    values = {"title": title, "place": where or NOTHING, "day": date_text(source.first_wall.local.date())}
    if not source.begun:
        return _("{title}, {place}: the session was opened on {day}, and StartEx never came.").format(**values)
    start = wall_text(told.started, seconds=False)
    times = {"length": length(source.length_ms), "planned": length(told.planned_ms)}
    off = signed(apart_ms(source.length_ms, told.planned_ms))
    ended = _("to {end}").format(end=wall_text(told.ended, seconds=False)) if told.ended is not None else ""
    count = len(scenario.units)
    return sentences(
        (
            _("Held on {day}, from {start} {ended}. Place: {place}.")
            .format(**values, start=start, ended=ended or _("on, without EndEx"))
            .replace("  ", " "),
            _("It took {length} of exercise time, against {planned} planned ({difference}).").format(
                **times, difference=off
            ),
            _("The script has {units} with {n} personnel; at most {most} of them were committed at once.").format(
                units=ngettext("{n} unit", "{n} units", count).format(n=count),
                n=scenario.total_strength,
                most=source.measures.force.personnel,
            ),
            _halts(source),
        )
    )


def _halts(source: Source) -> str:
    told = source.told
    emergencies = len(told.halts_of(HaltKind.EMERGENCY))
    holes = len(told.halts_of(HaltKind.GAP)) + len(told.halts_of(HaltKind.CUT_OFF))
    parts = []
    if told.stood_ms:
        parts.append(_("The clock stood still for {time} of real time.").format(time=length(told.stood_ms)))
    if emergencies:
        text = ngettext(
            "A real emergency was declared {n} time.", "A real emergency was declared {n} times.", emergencies
        )
        parts.append(text.format(n=emergencies))
    speeds = [
        one.event.body.speed_permille for one in source.saved.records if isinstance(one.event.body, ev.SpeedChanged)
    ]
    if speeds:
        text = _("The exercise clock did not run in real time throughout; its speed was up to {speed:g}×.")
        parts.append(text.format(speed=max(speeds) / 1000))
    if holes:
        parts.append(_("The record has {n} gaps or interruptions.").format(n=holes))
    return sentences(parts)


def _crowd(source: Source) -> str:
    """How the situation went, and what it came to."""
    if not source.length_ms:
        return ""
    measured, peak = source.measures, source.told.peak
    colours = (
        _("{situation} for {time}").format(situation=_(SITUATION_TITLES[colour]), time=length(ms))
        for colour, ms in measured.situation_ms.items()
        if ms
    )
    warning = measured.warning
    left = _("It never left green.")
    if warning.left_green_ms is not None:
        left = _("It first left green at {time}{cause}.").format(
            time=moment(warning.left_green_ms), cause=_by_tag(source)
        )
    highest = ""
    if peak is not None:
        text = _("The highest tension was {index} at {time} (training index, not a prediction).")
        highest = text.format(index=f"{peak.index:.0f}", time=moment(peak.at_ms))
    if measured.situation_ms[Situation.HIJAU] == source.length_ms:
        return sentences((_("The situation was green throughout."), highest))
    situation = _("The situation was {colours}.").format(colours=listed(colours))
    return sentences((situation, left, _red_after(source), _at_end(source), highest))


def _red_after(source: Source) -> str:
    """How long it was red after the crowd of the model was nearly gone."""
    red_ms = red_after_ms(source)
    if red_ms < MINUTE_MS:
        return ""
    text = _("It was red for {time} after fewer than {share} of the model's crowd were left.")
    return text.format(time=length(red_ms), share=f"{DISPERSED_BELOW:.0%}")


def red_after_ms(source: Source) -> int:
    """How long it was red after the crowd of the model was nearly gone for good, second by second as plotted."""
    gone_ms = source.measures.dispersal.at_ms
    if gone_ms is None:
        return 0
    colours = source.columns["situation"][-(-gone_ms // TICK_MS) : -(-source.length_ms // TICK_MS)]
    return sum(colour == Situation.MERAH for colour in colours) * TICK_MS


def _at_end(source: Source) -> str:
    """What it was at EndEx, where that was not green."""
    situation = source.timeline.crowd.sample(source.length_ms).situation
    if not source.saved.finished or situation is Situation.HIJAU:
        return ""
    return _("At EndEx it was {situation}.").format(situation=_(SITUATION_TITLES[situation]))


def _by_tag(source: Source) -> str:
    """What turned the situation, where that was nothing but tags."""
    turned = source.told.turned
    if not turned or any(one.kind is not GroundKind.TAG for one in turned):
        return ""
    names = listed(f"“{source.scenario.tags[one.name].text}”" for one in turned)
    return _(", by a tag alone: {tags}").format(tags=names)
