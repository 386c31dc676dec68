"""The script itself: what the sheet gives, and labelled as assumed what it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from player.i18n import _, ngettext
from player.model.scenario import LANGUAGE_VERSION
from player.model.times import DAY_MS, MINUTE_MS, SECOND_MS, duration_text, story_clock_text
from player.scenario.msel.draft import LONGEST_LINE, Draft, named_fields
from player.scenario.msel.emit import comment, entry, key, quoted
from player.scenario.msel.moments import Moment
from player.scenario.msel.names import Names
from player.scenario.msel.phases import PhasePlan, Plan, Planned
from player.scenario.msel.timeline import Timeline
from player.scenario.msel.words import kind_of_unit, units_in

ASSUMED_CLOCK_MS = 8 * 60 * MINUTE_MS
"""The story's clock at StartEx where the sheet has only times from StartEx: 08:00."""

ASSUMED_ZONE = "Asia/Jakarta"
ASSUMED_CROWD = 100
ASSUMED_STRENGTH = 10
WITHIN_MS = 10 * MINUTE_MS
"""The time allowed for an expected action."""

MOST_UNITS = 40
LONGEST_ID = 40
SOURCE = "msel"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the phases.

    Attributes:
        title: of the exercise.
        summary: what else the sheet says above its table.
        place: where the story plays; ``zone``: its time zone. Both empty where the sheet does not say.
        document: the file; ``sheet``: its sheet, or empty.
        rows: how many rows of it are injects.
        columns: what its columns are called, from left to right.
        has_ids: its numbers are ids, to be kept as they are.
    """

    title: str
    summary: str
    place: str
    zone: str
    document: str
    sheet: str
    rows: int
    columns: tuple[str, ...] = ()
    has_ids: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """The script as text, with the names it gave.

    Attributes:
        inject_of: id of the inject that each row became.
        phases: id of each phase.
        assumptions: what it says it assumed.
    """

    text: str
    id: str
    starts: str
    starts_known: bool
    inject_of: dict[int, str]
    phases: tuple[str, ...]
    assumptions: tuple[str, ...]


def write_script(head: Head, plan: Plan, timeline: Timeline, doubts: Sequence[str]) -> Script:
    """The script of a plan.

    Args:
        doubts: what was assumed on the way to it.
    """
    return _Writer(head, plan, timeline, doubts).script()


class _Writer:
    """Writes one script from its first line to its last."""

    def __init__(self, head: Head, plan: Plan, timeline: Timeline, doubts: Sequence[str]) -> None:
        self._head = head
        self._plan = plan
        self._start = timeline.start
        self._doubts = doubts
        self._columns = {name: place for place, name in enumerate(head.columns)}
        first_ms = plan.phases[0].starts_ms or 0
        known_ms = timeline.start.clock_ms
        self._starts_ms = ((ASSUMED_CLOCK_MS if known_ms is None else known_ms) + first_ms) % DAY_MS
        self._first_ms = first_ms
        self._inject_names, self._expect_names = Names(), Names()
        self._inject_of: dict[int, str] = {}
        self._objectives: dict[str, str] = {}
        self._numbers = _unique_numbers(plan)
        self._titles = _tell_apart(plan)
        self._units_named = _unit_titles(plan)

    def script(self) -> Script:
        names = Names()
        phase_ids = tuple(names.take(phase.title or "phase") for phase in self._plan.phases)
        objective_names = Names()
        for phase in self._plan.phases:
            for one in phase.injects:
                for text in _objectives_in(one.draft):
                    if text not in self._objectives:
                        self._objectives[text] = objective_names.take(text[:LONGEST_ID], "objective")
        phases = "\n".join(self._phases(phase_ids))
        script_id = Names().take(self._head.title, self._head.document.rpartition(".")[0], "imported-msel")
        assumptions = tuple(self._assumptions())
        parts = [self._opening(script_id), self._sources(), _section("assumptions", assumptions), self._place()]
        parts += [self._units(), self._crowd(), self._objective_list(), f"phases:\n{phases}"]
        return Script(
            "\n\n".join(part for part in parts if part) + "\n",
            script_id,
            self._clock(self._starts_ms),
            self._start.clock_ms is not None,
            self._inject_of,
            phase_ids,
            assumptions,
        )

    def _opening(self, script_id: str) -> str:
        where = self._head.document if not self._head.sheet else f"{self._head.document}, {self._head.sheet}"
        count = self._head.rows
        text = ngettext("Imported from {where}: {n} inject.", "Imported from {where}: {n} injects.", count)
        lines = [
            comment(text.format(where=where, n=count)),
            comment(
                _("What the sheet does not say is assumed, and named below. Change what you know better; run check.")
            ),
            comment(_("The number behind the id of an inject is its row in the sheet.")),
            f"gladi: {LANGUAGE_VERSION}",
            f"id: {script_id}",
            entry("title", self._head.title, 0),
        ]
        if self._head.summary:
            lines.append(entry("summary", self._head.summary, 0))
        return "\n".join(lines)

    def _sources(self) -> str:
        lines = ["sources:", f"  - id: {SOURCE}", entry("document", self._head.document[:200], 4)]
        if self._head.sheet:
            title = _("Sheet {sheet} of the workbook").format(sheet=self._head.sheet)
            lines.append(entry("title", title, 4))
        return "\n".join(lines)

    def _place(self) -> str:
        name = self._head.place or _("Place not given")
        starts = quoted(self._clock(self._starts_ms))
        return "\n".join(
            ["place:", entry("name", name, 2), f"  zone: {self._head.zone or ASSUMED_ZONE}", f"  starts: {starts}"]
        )

    def _units(self) -> str:
        lines = ["units:"]
        names = Names()
        titles = self._units_named
        for title in titles or (_("Players"),):
            lines += [
                f"  {names.take(title, 'unit')}:",
                entry("title", title, 4),
                f"    kind: {kind_of_unit(title) if titles else 'other'}",
                f"    strength: {ASSUMED_STRENGTH}",
                f"    assumed: [{'strength' if titles else 'strength, event'}]",
            ]
        return "\n".join(lines)

    def _crowd(self) -> str:
        return f"crowd:\n  size: {ASSUMED_CROWD}"

    def _objective_list(self) -> str:
        lines = ["objectives:"] if self._objectives else []
        for text, name in self._objectives.items():
            lines += [f"  - id: {name}", entry("title", text[:LONGEST_LINE].strip(), 4)]
        return "\n".join(lines)

    def _phases(self, ids: Sequence[str]) -> Iterator[str]:
        starts_ms = 0
        for number, (phase, phase_id) in enumerate(zip(self._plan.phases, ids, strict=True), 1):
            rows = ", ".join(_ranges([one.draft.row for one in phase.injects]))
            heading = ngettext("{number}. {title}: row {rows}", "{number}. {title}: rows {rows}", len(phase.injects))
            yield comment(heading.format(number=number, title=phase.title, rows=rows), 2)
            yield f"  - id: {phase_id}"
            yield entry("title", phase.title, 4)
            yield f"    planned: {duration_text(phase.planned_ms)}"
            if phase.before_start:
                yield "    optional: true"
            yield f"    source: {SOURCE}\n    assumed: [time]\n    injects:"
            for one in phase.injects:
                yield from self._inject(one, phase, phase_id, starts_ms)
            starts_ms += phase.planned_ms
            if number < len(ids):
                yield ""

    def _inject(self, one: Planned, phase: PhasePlan, phase_id: str, starts_ms: int) -> Iterator[str]:
        draft = one.draft
        name = self._inject_id(draft, phase_id)
        self._inject_of[draft.row] = name
        yield f"      - id: {name}  # {draft.row}"
        if draft.title:
            yield entry("title", draft.title, 8)
        yield "        manual: true" if one.at_ms is None else f"        at: {duration_text(one.at_ms)}"
        for word, text in (("from", draft.sender), ("to", draft.receiver)):
            if text:
                yield entry(word, text, 8)
        if draft.channel:
            yield f"        channel: {draft.channel}"
        yield entry("text", draft.text, 8)
        if draft.note:
            yield entry("note", draft.note, 8)
        if draft.expect:
            yield from self._expected(draft, name)
        fields = self._fields(one, phase, starts_ms, name)
        if fields:
            yield "        fields:"
            for label, text in fields.items():
                yield entry(key(label), text, 10)
        yield f"        source: {SOURCE}"
        assumed = sorted({*draft.assumed, *(("time",) if one.assumed_time else ())})
        if assumed:
            yield f"        assumed: [{', '.join(assumed)}]"

    def _inject_id(self, draft: Draft, phase_id: str) -> str:
        number = draft.number[:LONGEST_ID]
        if number and self._numbers:
            is_name = self._head.has_ids or any(letter.isalpha() for letter in number)
            return self._inject_names.take(number if is_name else f"inject-{number}", f"row-{draft.row}")
        if number:
            return self._inject_names.take(f"{phase_id[:LONGEST_ID]}-{number}", f"row-{draft.row}")
        if draft.title and self._titles:
            return self._inject_names.take(_few_words(draft.title))
        return self._inject_names.take(f"row-{draft.row}")

    def _expected(self, draft: Draft, inject: str) -> Iterator[str]:
        objective = next((self._objectives[text] for text in _objectives_in(draft)), "")
        yield "        expect:"
        for text in draft.expect:
            yield f"          - id: {self._expect_names.take(f'{inject[:48]}-expected')}"
            yield entry("text", text, 12)
            yield f"            within: {duration_text(WITHIN_MS)}"
            if objective:
                yield f"            objective: {objective}"

    def _fields(self, one: Planned, phase: PhasePlan, starts_ms: int, name: str) -> dict[str, str]:
        """What the keys of the inject do not say: other columns, a number or a time that the script has otherwise."""
        draft = one.draft
        fields: list[tuple[str, str]] = []
        if not self._tells_time(one, phase, starts_ms):
            fields += [(label, text) for label, text in draft.times if text]
        if draft.number and not name.endswith(draft.number):
            fields.append((_("Inject number"), draft.number))
        objectives = _objectives_in(draft)
        if objectives and not (draft.expect and len(objectives) == 1 and len(objectives[0]) <= LONGEST_LINE):
            fields.append((_("Objective"), draft.objective))
        fields += draft.fields
        return named_fields(sorted(fields, key=lambda item: self._columns.get(item[0], len(self._columns))))

    def _tells_time(self, one: Planned, phase: PhasePlan, starts_ms: int) -> bool:
        """Whether the script plans an inject at the very time the sheet says."""
        moment = one.draft.moment
        if moment is None or one.at_ms is None or one.assumed_time:
            return not one.draft.times
        if moment.length_ms:
            return False
        if moment.has_day and self._day_of(moment) != phase.title and len(self._plan.phases) > 1:
            return False
        if moment.clock_ms is not None:
            return (self._starts_ms + starts_ms + one.at_ms - moment.clock_ms) % DAY_MS == 0
        if moment.day is not None:
            return moment.offset_ms is None and one.at_ms == 0
        return starts_ms + one.at_ms + self._first_ms == moment.offset_ms

    def _day_of(self, moment: Moment) -> str:
        return moment.label or (f"{moment.date:%Y-%m-%d}" if moment.date else "")

    def _assumptions(self) -> Iterator[str]:
        yield from self._about_time()
        if not self._head.place:
            yield _("The sheet names no place.")
        if not self._head.zone:
            yield _("The time zone is assumed to be {zone}.").format(zone=ASSUMED_ZONE)
        if self._units_named:
            text = _("The units are those the injects go to; each is assumed to have {n} persons.")
        else:
            text = _("The sheet names no units; one of {n} persons is assumed.")
        yield text.format(n=ASSUMED_STRENGTH)
        yield _(
            "The sheet says nothing of a crowd: {n} calm persons are assumed, and no inject has an effect on them."
        ).format(n=ASSUMED_CROWD)
        injects = [one for phase in self._plan.phases for one in phase.injects]
        if any(one.draft.expect for one in injects):
            text = _("Every expected action is allowed {time} after its inject; the sheet gives no limit.")
            yield text.format(time=duration_text(WITHIN_MS))
        if any(one.at_ms is None for one in injects):
            yield _("Injects for which the sheet has no time are delivered by hand.")
        if any(one.assumed_time for one in injects):
            yield _("Where the sheet only says the day, the injects of that day follow each other every 5 minutes.")
        yield from self._doubts

    def _about_time(self) -> Iterator[str]:
        clock = self._clock(self._starts_ms)
        if self._start.clock_ms is None:
            yield _("The story's clock begins at {clock}, which is assumed; the sheet has no clock time.").format(
                clock=clock
            )
        else:
            yield _("The story's clock begins at {clock}.").format(clock=clock)
        if self._start.date is not None:
            day = self._start.date + timedelta(milliseconds=self._first_ms)
            yield _("The first day is {date}.").format(date=f"{day:%Y-%m-%d}")
        yield _("How long each phase lasts is assumed: until the next begins, or some minutes beyond its last inject.")

    @staticmethod
    def _clock(ms: int) -> str:
        return story_clock_text(ms, seconds=bool(ms % MINUTE_MS // SECOND_MS))


def _unit_titles(plan: Plan) -> tuple[str, ...]:
    """The units that injects go to, each once."""
    found: dict[str, str] = {}
    for phase in plan.phases:
        for one in phase.injects:
            for name in units_in(one.draft.receiver):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:MOST_UNITS]


def _section(name: str, texts: Sequence[str]) -> str:
    return "\n".join([f"{name}:", *(entry("-", text, 2) for text in texts)])


def _objectives_in(draft: Draft) -> list[str]:
    return [line for part in draft.objective.split("\n") if (line := part.strip(" -•*;,"))]


def _few_words(title: str) -> str:
    name = " ".join(title.split()[:8])
    return name[:LONGEST_ID] if len(name) <= LONGEST_ID else name[:LONGEST_ID].rpartition(" ")[0]


def _unique_numbers(plan: Plan) -> bool:
    """Whether no number stands for two injects, so that none needs its phase in its name."""
    numbers = [one.draft.number for phase in plan.phases for one in phase.injects if one.draft.number]
    return len(numbers) == len({number.casefold() for number in numbers})


def _tell_apart(plan: Plan) -> bool:
    """Whether the titles of injects differ enough to name them by."""
    titles = [one.draft.title.casefold() for phase in plan.phases for one in phase.injects if one.draft.title]
    return len(set(titles)) >= 0.7 * len(titles)


def _ranges(rows: list[int]) -> Iterator[str]:
    """Numbers of rows for people: ``2-5, 9``."""
    ordered = sorted(rows)
    start = last = ordered[0]
    for row in [*ordered[1:], ordered[-1] + 2]:
        if row != last + 1:
            yield str(start) if start == last else f"{start}-{last}"
            start = row
        last = row
