"""What was put on record: casualties, arrests, evidence; and what observers saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from player.engine.findings.medical_aid import AID
from player.export.report.chapters_source import Source, told_only
from player.export.report.words import NOTHING, length, listed, moment
from player.i18n import N_, _
from player.model.doctrine import RecordKind
from player.model.paper import Chapter, Column, Heading, Paragraph, ReportBlock, Table
from player.model.review_events import AnnotationKind
from player.review.assessment_wording import span_text
from player.review.desk_wording import rating_text
from player.review.entry_wording import FIELD_TITLES, FIELD_WORDS, word_text
from player.review.lane_marks import ObservedKind, ObservedMark, RecordMark
from player.review.measures_rows import of_text

_TITLES: Mapping[RecordKind, str] = {
    RecordKind.CASUALTY: N_("Casualties"),
    RecordKind.ARREST: N_("Arrests"),
    RecordKind.EVIDENCE: N_("Evidence"),
}

_NONE: Mapping[RecordKind, str] = {
    RecordKind.CASUALTY: N_("No casualty is on record."),
    RecordKind.ARREST: N_("No arrest is on record."),
    RecordKind.EVIDENCE: N_("No evidence is on record."),
}

_FIELDS: Mapping[RecordKind, tuple[str, ...]] = {
    RecordKind.CASUALTY: ("side", "severity", "place", "by", "text"),
    RecordKind.ARREST: ("who", "weapon", "by", "handed_to", "text"),
    RecordKind.EVIDENCE: ("medium", "by", "text"),
}


def records(source: Source) -> Chapter:
    """Casualties, arrests, evidence."""
    return Chapter("records", _("Casualties, arrests, evidence"), tuple(_records(source)))


def _records(source: Source) -> Iterator[ReportBlock]:
    marks = source.lanes.records.items
    for kind in RecordKind:
        count = source.told.facts[kind]
        yield Heading(f"{_(_TITLES[kind])}: {count}" if count else _(_TITLES[kind]))
        standing = [mark for mark in marks if mark.kind is kind and not mark.voided]
        if not standing:
            yield Paragraph(_(_NONE[kind]))
            continue
        fields = _FIELDS[kind]
        hurt = kind is RecordKind.CASUALTY
        yield told_only(
            (
                Column(_("No."), 0.6, figures=True),
                Column(_("Recorded at"), 1.2, figures=True),
                *([Column(_("Medical aid after"), 1.4)] if hurt else []),
                *(Column(_(FIELD_TITLES[field]).capitalize(), 3 if field == "text" else 1.8) for field in fields),
            ),
            tuple(
                (
                    str(mark.number),
                    moment(mark.start_ms),
                    *([_aid_after(source, mark.start_ms)] if hurt else []),
                    *(_field(source, mark, field) for field in fields),
                )
                for mark in standing
            ),
        )
        if hurt:
            text = _("Medical aid after: until a unit next gave medical aid; the log does not say to whom.")
            yield Paragraph(text, "soft")
        asked = [field for field in fields if field != "text" or kind is RecordKind.EVIDENCE]
        gaps = {field: sum(not mark.details.get(field) for mark in standing) for field in asked}
        told = (f"{_(FIELD_TITLES[field])} {of_text(count, len(standing))}" for field, count in gaps.items() if count)
        missing = listed(told)
        if missing:
            yield Paragraph(_("Not told in these records: {fields}.").format(fields=missing), "soft")
    void = sum(mark.voided for mark in marks)
    if void:
        yield Paragraph(_("Records that are void are left out: {n}. They stand in the log.").format(n=void), "soft")


def _aid_after(source: Source, at_ms: int) -> str:
    """How long after a moment medical aid next began; that it was under way; or that there was none."""
    aids = [run for run in source.state.actions.values() if run.does == AID]
    if any(run.started_ms <= at_ms and (run.stopped_ms is None or run.stopped_ms >= at_ms) for run in aids):
        return _("under way already")
    return length(min((run.started_ms - at_ms for run in aids if run.started_ms > at_ms), default=None))


def _field(source: Source, mark: RecordMark, field: str) -> str:
    value = mark.details.get(field, "")
    if value and field in FIELD_WORDS:
        value = word_text(field, value)
    elif value and field == "by":
        value = source.unit(value)
    return value or NOTHING


def observations(source: Source) -> Chapter:
    """What observers and trainers wrote down."""
    return Chapter("observations", _("Observations and notes"), tuple(_observations(source)))


def _observations(source: Source) -> Iterator[ReportBlock]:
    seen = [mark for track in source.lanes.observed.values() for mark in track.items if not mark.voided]
    seen.sort(key=lambda mark: mark.seq)
    if not seen:
        yield Paragraph(_("No tag, note or marker is on record."))
    else:
        text = _("Tags {tags}, notes {notes}, markers {markers}; observers by name: {names}.")
        counted = source.told
        names = listed(counted.observers) or _("none")
        values = {"tags": counted.observations, "notes": counted.notes, "markers": counted.markers, "names": names}
        yield Paragraph(text.format(**values), "soft")
        told = [mark for mark in seen if mark.kind is not ObservedKind.MARKER or _beside(source, mark)]
        text = _("What is alike shares a row, and markers without a word are left out; each entry stands in the log.")
        yield Paragraph(text, "soft")
        if told:
            yield _alike(source, told)
    notes = source.assessment.of_kind(AnnotationKind.NOTE)
    if notes:
        yield Heading(_("Notes of the trainer"))
        yield Table(
            (Column(_("Time"), 1.8, figures=True), Column(_("Note"), 6), Column(_("By"), 1.8)),
            tuple((span_text(one.at_ms, one.to_ms), one.text, one.who or NOTHING) for one in notes),
        )


MOST_TIMES = 4
"""So many moments are named one by one; of more, the first and the last."""


def _alike(source: Source, seen: Sequence[ObservedMark]) -> Table:
    """What was observed, equal entries in one row, in the order of the first of each."""
    groups: dict[str, list[ObservedMark]] = {}
    for mark in seen:
        groups.setdefault(_seen(source, mark), []).append(mark)
    rows = [
        (
            _moments(marks),
            str(len(marks)),
            what,
            _counted(_beside(source, mark) for mark in marks),
            listed(dict.fromkeys(mark.observer or _("controller") for mark in marks)),
        )
        for what, marks in groups.items()
    ]
    return told_only(
        (
            Column(_("Time"), 3, figures=True),
            Column(_("Times"), 0.8, figures=True),
            Column(_("What"), 4, strong=True),
            Column(_("Unit, place, text"), 2.6),
            Column(_("Observer"), 2),
        ),
        rows,
    )


def _moments(marks: Sequence[ObservedMark]) -> str:
    """When: each moment, or of many the first and the last."""
    if len(marks) > MOST_TIMES:
        return f"{moment(marks[0].start_ms)}–{moment(marks[-1].start_ms)}"
    return "; ".join(moment(mark.start_ms) for mark in marks)


def _counted(texts: Iterable[str]) -> str:
    """Different texts, each with how often it was said; those without any are left out."""
    counts = Counter(filter(None, texts))
    return "; ".join(text if count == 1 else f"{text} ({count}×)" for text, count in counts.items()) or NOTHING


def _beside(source: Source, mark: ObservedMark) -> str:
    return listed((source.unit(mark.unit), mark.place, "" if mark.kind is ObservedKind.NOTE else mark.text))


def _seen(source: Source, mark: ObservedMark) -> str:
    """What was observed: which tag with which rating, which note, or a marker."""
    match mark.kind:
        case ObservedKind.TAG:
            tag = source.scenario.tags[mark.tag]
            named = _("{text} (tag {key})").format(text=tag.text, key=tag.key)
            return "\n".join(filter(None, (named, rating_text(mark.rating))))
        case ObservedKind.NOTE:
            what = _("Note") if mark.on is None else _("Note on #{seq}").format(seq=mark.on)
            return f"{what}: {mark.text}" if mark.text else what
        case ObservedKind.MARKER:
            return _("Marker")
