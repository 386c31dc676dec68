"""The words of what people put on record: readiness, orders, actions, tags, casualties, arrests, evidence, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import CHANNELS, MEDIA, SEVERITIES, SIDES, STAGE_TITLES, WEAPONS, RecordKind, Stage
from player.review.desk_wording import rating_text, seen_by
from player.review.lines import Line, LineKind

if TYPE_CHECKING:
    from player.review.wording import Wording

RECORD_LINES: Mapping[RecordKind, tuple[LineKind, str]] = {
    RecordKind.CASUALTY: (LineKind.CASUALTY, N_("Casualty {number}")),
    RecordKind.ARREST: (LineKind.ARREST, N_("Arrest {number}")),
    RecordKind.EVIDENCE: (LineKind.EVIDENCE, N_("Evidence {number}")),
}
"""The kind of line and the name of each kind of record."""

FIELD_TITLES: Mapping[str, str] = {
    "side": N_("side"),
    "severity": N_("severity"),
    "by": N_("unit"),
    "place": N_("place"),
    "text": N_("description"),
    "who": N_("name"),
    "weapon": N_("weapon"),
    "handed_to": N_("handed over to"),
    "medium": N_("medium"),
}
"""What each field of a record holds."""

FIELD_WORDS: Mapping[str, Mapping[str, str]] = {
    "side": SIDES,
    "severity": SEVERITIES,
    "weapon": WEAPONS,
    "medium": MEDIA,
}
"""The fields that hold a word, with the titles of the words."""


def giver_text(rank: str, who: str) -> str:
    """Who gave an order: rank and, where known, name."""
    return f"{rank} {who}".strip()


def stage_text(stage: int) -> str:
    """A stage of force in words: "5, blunt or chemical means, other tools"."""
    return f"{int(stage)}, {_(STAGE_TITLES[Stage(stage)])}"


def word_text(field: str, word: str) -> str:
    """The title of a word of a record: "light"; empty for none."""
    return _(FIELD_WORDS[field][word]) if word else ""


def record_name(kind: RecordKind, number: int) -> str:
    """A record by its kind and number: "Casualty 2"."""
    return _(RECORD_LINES[kind][1]).format(number=number)


def _readiness(w: Wording, body: ev.ReadinessChecked) -> Line:
    text = (_("Ready: {item}") if body.ready else _("Open again: {item}")).format(item=w.item(body.item))
    return Line(LineKind.READINESS, f"{text}. {body.note}" if body.note else text)


def _waived(w: Wording, body: ev.ReadinessWaived) -> Line:
    text = _("Gone on with this not ready: {item}").format(item=w.item(body.item))
    return Line(LineKind.READINESS, f"{text}. {body.reason}", alert=True)


def _order(w: Wording, body: ev.OrderGiven) -> Line:
    text = _("{who} orders {unit}: {action} (by {channel})").format(
        who=giver_text(body.rank, body.who),
        unit=w.unit(body.unit),
        action=w.action(body.does),
        channel=_(CHANNELS[body.channel]),
    )
    return Line(LineKind.ORDER, text)


def _action_started(w: Wording, body: ev.ActionStarted) -> Line:
    values = {"doing": w.doing(body.action), "stage": body.stage, "personnel": body.personnel}
    if body.order is None:
        text = _("{doing} begins, stage {stage}, {personnel} personnel").format(**values)
    else:
        template = _("{doing} begins, stage {stage}, {personnel} personnel, ordered by {who}")
        text = template.format(**values, who=w.order(body.order))
    return Line(LineKind.ACTION, f"{text}. {body.reason}" if body.reason else text)


def _stage_changed(w: Wording, body: ev.ActionStageChanged) -> Line:
    text = _("{doing} goes on at stage {stage}").format(doing=w.doing(body.action), stage=stage_text(body.stage))
    return Line(LineKind.ACTION, f"{text}. {body.reason}" if body.reason else text)


def _action_stopped(w: Wording, body: ev.ActionStopped) -> Line:
    return Line(LineKind.ACTION, _("{doing} ends").format(doing=w.doing(body.action)))


def _tag(w: Wording, body: ev.TagObserved) -> Line:
    tag = w.scenario.tags[body.tag]
    seen = [
        _("{text} (tag {key})").format(text=tag.text, key=tag.key),
        w.unit(body.unit) if body.unit else "",
        body.place,
        rating_text(body.rating),
        body.text,
    ]
    return Line(LineKind.TAG, seen_by(" · ".join(filter(None, seen)), body.observer))


def _casualty(w: Wording, body: ev.CasualtyRecorded) -> Line:
    known = [
        word_text("side", body.side),
        word_text("severity", body.severity),
        body.place,
        _("treated by {unit}").format(unit=w.unit(body.by)) if body.by else "",
        body.text,
    ]
    return _record(RecordKind.CASUALTY, body.number, known)


def _arrest(w: Wording, body: ev.ArrestRecorded) -> Line:
    known = [
        body.who,
        word_text("weapon", body.weapon),
        _("by {unit}").format(unit=w.unit(body.by)) if body.by else "",
        _("handed over to {whom}").format(whom=body.handed_to) if body.handed_to else "",
        body.text,
    ]
    return _record(RecordKind.ARREST, body.number, known)


def _evidence(w: Wording, body: ev.EvidenceRecorded) -> Line:
    known = [
        word_text("medium", body.medium),
        body.text,
        _("by {unit}").format(unit=w.unit(body.by)) if body.by else "",
    ]
    return _record(RecordKind.EVIDENCE, body.number, known)


def _record(kind: RecordKind, number: int, known: list[str]) -> Line:
    said = ", ".join(filter(None, known)) or _("details follow")
    return Line(RECORD_LINES[kind][0], f"{record_name(kind, number)}: {said}")


def _amended(w: Wording, body: ev.RecordAmended) -> Line:
    value = body.value
    if value and body.field in FIELD_WORDS:
        value = word_text(body.field, value)
    elif value and body.field == "by":
        value = w.unit(value)
    values = {"record": record_name(body.kind, body.number), "field": _(FIELD_TITLES[body.field]), "value": value}
    template = _("{record}, {field}: {value}") if value else _("{record}, {field} taken out")
    return Line(RECORD_LINES[body.kind][0], template.format(**values))


def _note(_w: Wording, body: ev.NoteWritten) -> Line:
    words = body.text or _("Note")
    text = words if body.on is None else _("On #{seq}: {text}").format(seq=body.on, text=words)
    return Line(LineKind.NOTE, seen_by(text, body.observer))


def _marker(_w: Wording, body: ev.MarkerPlaced) -> Line:
    return Line(LineKind.MARKER, seen_by(body.text or _("Marker"), body.observer))


def _voided(w: Wording, body: ev.EntryVoided) -> Line:
    return Line(LineKind.CORRECTION, _("#{seq} is void: {text}").format(seq=body.seq, text=w.said(body.seq)))


def _restored(w: Wording, body: ev.EntryRestored) -> Line:
    return Line(LineKind.CORRECTION, _("#{seq} counts again: {text}").format(seq=body.seq, text=w.said(body.seq)))


ENTRY_LINES: Mapping[type[ev.Body], Callable[[Wording, Any], Line]] = {
    ev.ReadinessChecked: _readiness,
    ev.ReadinessWaived: _waived,
    ev.OrderGiven: _order,
    ev.ActionStarted: _action_started,
    ev.ActionStageChanged: _stage_changed,
    ev.ActionStopped: _action_stopped,
    ev.TagObserved: _tag,
    ev.CasualtyRecorded: _casualty,
    ev.ArrestRecorded: _arrest,
    ev.EvidenceRecorded: _evidence,
    ev.RecordAmended: _amended,
    ev.NoteWritten: _note,
    ev.MarkerPlaced: _marker,
    ev.EntryVoided: _voided,
    ev.EntryRestored: _restored,
}
"""The words of each event of this kind."""
