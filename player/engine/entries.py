"""What the commands about entries make happen: tags, casualties, arrests, evidence, notes, markers, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from player.engine import commands as do
from player.engine.desk_transitions import OBSERVED_FIELDS
from player.engine.expected import met
from player.engine.fold import Fold
from player.engine.refusals import Outcome, opened, refusal, still_open, under_way
from player.engine.state import DrillState, ExpectedState, Fact
from player.engine.transitions import RECORDED
from player.model import events as ev
from player.model.course import ExpectedAction, WantedRecord
from player.model.doctrine import MEDIA, SEVERITIES, SIDES, WEAPONS, Rating, RecordKind

LONGEST_NOTE = 10_000
LONGEST_NAME = 100

WORDS: Mapping[str, Mapping[str, str]] = {"side": SIDES, "severity": SEVERITIES, "weapon": WEAPONS, "medium": MEDIA}
"""The fields of a record that hold a word, and the words each knows."""

AFTERWARDS: tuple[type[ev.Body], ...] = (ev.FindingAnswered, *ev.REVIEW_BODIES)
"""What may be written, voided and restored once the exercise has ended."""

RECORD_BODIES: Mapping[RecordKind, type[ev.Body]] = {kind: body for body, kind in RECORDED.items()}
"""The event that records each kind."""


def observe_tag(fold: Fold, command: do.ObserveTag) -> Outcome:
    """An observer saw what a tag stands for."""
    under_way(fold)
    if command.tag not in fold.scenario.tags:
        raise refusal("The script has no tag {tag}.", tag=command.tag)
    _check_unit(fold, command.unit)
    check_rating(command.rating)
    body = ev.TagObserved(
        command.tag,
        command.text.strip()[:LONGEST_NOTE],
        command.unit,
        command.place.strip()[:LONGEST_NOTE],
        command.rating,
        command.observer,
    )
    yield body, None


def amend_observation(fold: Fold, command: do.AmendObservation) -> Outcome:
    """A field of a logged tag is filled in, corrected or taken out."""
    seen = opened(fold).observations.get(command.seq)
    value = command.value.strip()[:LONGEST_NOTE]
    if seen is None or seen.voided:
        raise refusal("There is no such observation.")
    if command.field not in OBSERVED_FIELDS:
        raise refusal("An observation has no field {field}.", field=command.field)
    if command.field == "unit":
        _check_unit(fold, value or None)
    if command.field == "rating":
        check_rating(value)
    if (getattr(seen, command.field) or "") != value:
        yield ev.ObservationAmended(command.seq, command.field, value), None


def take_turn(fold: Fold, command: do.TakeTurn) -> Outcome:
    """Somebody else observes at the desk."""
    name = command.name.strip()[:LONGEST_NAME]
    if opened(fold).observer != name:
        yield ev.ObserverTookTurn(name), None


def check_rating(rating: str) -> None:
    """See that a rating is one.

    Raises:
        Refused: it is not.
    """
    if rating and rating not in set(Rating):
        raise refusal("There is no rating {rating}.", rating=rating)


def record_fact(fold: Fold, command: do.RecordFact) -> Outcome:
    """A casualty, an arrest or a piece of evidence is put on record; expected actions that call for it are met."""
    state = under_way(fold)
    details = {name: value.strip()[:LONGEST_NOTE] for name, value in command.details.items()}
    for name, value in details.items():
        _check_detail(fold, command.kind, name, value)
    number = 1 + sum(kind is command.kind for kind, _ in state.facts)
    unit = details.pop("by", "") or None
    body = RECORD_BODIES[command.kind]
    yield body(number, by=unit, **details), None  # type: ignore[call-arg]  # the fields were checked above
    yield from _meet(fold, command.kind, {**details, "by": unit or ""})


def amend_record(fold: Fold, command: do.AmendRecord) -> Outcome:
    """A field of a record is filled in, corrected or taken out."""
    state = opened(fold)
    fact = state.facts.get((command.kind, command.number))
    value = command.value.strip()[:LONGEST_NOTE]
    if fact is None or fact.voided:
        raise refusal("There is no such record.")
    _check_detail(fold, command.kind, command.field, value)
    if fact.details.get(command.field, "") != value:
        yield ev.RecordAmended(command.kind, command.number, command.field, value), None


def _check_detail(fold: Fold, kind: RecordKind, name: str, value: str) -> None:
    known = {field.name for field in fields(RECORD_BODIES[kind])} - {"number"}
    if name not in known:
        raise refusal("Such a record has no field {field}.", field=name)
    if name in WORDS and value and value not in WORDS[name]:
        raise refusal("The word {word} is not known there.", word=value)
    if name == "by":
        _check_unit(fold, value or None)


def _check_unit(fold: Fold, unit: str | None) -> None:
    if unit is not None and unit not in fold.scenario.units:
        raise refusal("The script has no unit {unit}.", unit=unit)


def _meet(fold: Fold, kind: RecordKind, details: Mapping[str, str]) -> Outcome:
    """The expected actions that are met by what is being recorded now."""
    state = fold.state
    for name in tuple(state.unmet):
        expected = fold.scenario.expected_by_id[name]
        wanted = expected.record
        if wanted is None or wanted.kind is not kind or not fits(wanted, details):
            continue
        if expected.by is not None and details.get("by", "") not in {"", expected.by}:
            continue
        if written_for(state, state.expected[name]) + 1 >= wanted.count:
            yield met(state.expected[name], fold.now_ms, None), ev.Actor.ENGINE


def written_for(state: DrillState, opened: ExpectedState) -> int:
    """How many of the records that an opened expected action calls for have been written since."""
    wanted = state.scenario.expected_by_id[opened.expected].record
    if wanted is None:
        return 0
    return sum(
        fact.recorded_ms >= opened.opened_ms and fits(wanted, fact.details) for fact in _facts(state, wanted.kind)
    )


def wanted_details(expected: ExpectedAction) -> dict[str, str]:
    """What the script says of a record that an expected action calls for, by the field of its event."""
    wanted = expected.record
    if wanted is None:
        return {}
    said = {"side": wanted.side, "severity": wanted.severity, "weapon": wanted.weapon, "medium": wanted.medium}
    return {name: word for name, word in {**said, "by": expected.by}.items() if word is not None}


def _facts(state: DrillState, kind: RecordKind) -> Iterator[Fact]:
    return (fact for fact in state.facts.values() if fact.kind is kind and not fact.voided)


def fits(wanted: WantedRecord, details: Mapping[str, str]) -> bool:
    """Whether a record, as far as it says anything, is one that is called for."""
    asked = {"side": wanted.side, "severity": wanted.severity, "weapon": wanted.weapon, "medium": wanted.medium}
    return all(word is None or details.get(name, "") in {"", word} for name, word in asked.items())


def write_note(fold: Fold, command: do.WriteNote) -> Outcome:
    """A note is written, in a real emergency, too."""
    state = still_open(fold)
    text = command.text.strip()
    if not text:
        raise refusal("A note needs a text.")
    if command.on is not None and not 1 <= command.on <= state.last_seq:
        raise refusal("There is no entry #{seq}.", seq=command.on)
    begun_ms = fold.now_ms if command.begun_ms is None else min(command.begun_ms, fold.now_ms)
    yield ev.NoteWritten(text[:LONGEST_NOTE], max(0, begun_ms), command.on, command.observer), None


def place_marker(fold: Fold, command: do.PlaceMarker) -> Outcome:
    """A moment is marked, in a real emergency, too."""
    still_open(fold)
    yield ev.MarkerPlaced(command.text.strip()[:LONGEST_NOTE], command.observer), None


def _opened_for(fold: Fold, seq: int) -> DrillState:
    """The state in which an entry may be voided or restored: what a trainer may add also after EndEx."""
    return fold.state if isinstance(fold.state.voidable.get(seq), AFTERWARDS) else opened(fold)


def void(fold: Fold, command: do.VoidEntry) -> Outcome:
    """An entry of one's own counts no longer."""
    state = _opened_for(fold, command.seq)
    body = state.voidable.get(command.seq)
    if body is None:
        raise refusal(
            "Your last entry, #{seq}, tells of what happened and stays. Write a note on it instead.", seq=command.seq
        )
    if command.seq in state.voided:
        raise refusal("Entry #{seq} is already void.", seq=command.seq)
    if isinstance(body, ev.OrderGiven) and any(run.order == body.order for run in state.actions.values()):
        raise refusal("Order #{seq} has been followed and stays. Write a note on it instead.", seq=command.seq)
    yield ev.EntryVoided(command.seq), None
    if isinstance(body, ev.ExpectedActionMet) and state.expected[body.expected].deadline_ms <= fold.now_ms:
        yield ev.ExpectedActionMissed(body.expected), ev.Actor.ENGINE


def restore(fold: Fold, command: do.RestoreEntry) -> Outcome:
    """A voided entry counts again."""
    state = _opened_for(fold, command.seq)
    if command.seq not in state.voided:
        raise refusal("Entry #{seq} is not void.", seq=command.seq)
    body = state.voidable[command.seq]
    if isinstance(body, ev.ExpectedActionMet) and body.expected not in state.unmet:
        raise refusal("This expected action has already been ticked.")
    yield ev.EntryRestored(command.seq), None
