"""Scenarios at random, of everything that a sheet of injects carries, as hypothesis strategies."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from player.language.values import is_identifier
from player.model.course import Effects, ExpectedAction, Inject, Phase, Pressure, WantedRecord
from player.model.doctrine import ACTION_KINDS, CHANNELS, MEDIA, SEVERITIES, SIDES, WEAPONS, Behaviour, RecordKind
from player.model.entries import CriticalTask, Objective, Origin, Place, Source
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import DAY_MS, HOUR_MS, SECOND_MS
from player.model.trigger import Trigger
from player.scenario.compose import BAD_CHARACTER
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.every import Every
from player.triggers.manual import Manual
from player.triggers.on import On
from player.triggers.when import Condition, When
from tests.helpers import scenarios as make

UNITS = ("dalmas", "negosiator", "water-cannon")
_ODD = (
    *("=1+1", "+62 812", "-5", "-5 orang", "@semua", "'=1", "''+1", "'", "1. satu", "1.\n2. dua", "2. dua", "   tiga"),
    *("a;b", "a,b", 'kata "kutip"', "satu\ndua", "satu \n\n\n  dua", "\U0001f692 pemadam", "مرحبا بالعالم", "שלום"),
    *(
        "_x0041_",
        "0123",
        "1e5",
        "12",
        "1.50",
        "TRUE",
        "09:30",
        "2024-08-26",
        "nama – judul",
        "a: b #c",
        "- x",
    ),
    *(
        "PHASE",
        "No.",
        "by hand",
        "a\tb",
        "\u00a0b\u00a0c",
        "café",
        "cafe\u0301",
        "\u200b",
        "x" * 900,
        "~",
        "null",
        "\\n",
    ),
)


def _is_text(text: str) -> bool:
    return bool(text) and text == text.strip() and not BAD_CHARACTER.search(text) and "\r" not in text


_free = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
texts = st.one_of(
    st.sampled_from([text for text in _ODD if _is_text(text)]),
    _free.map(str.strip).filter(_is_text),
    st.lists(st.sampled_from(_ODD), min_size=2, max_size=3).map("\n".join).map(str.strip).filter(_is_text),
)
lines = texts.map(lambda text: " ".join(text.split())).filter(_is_text)
ids = st.one_of(
    st.sampled_from(["orator", "a--b", "c-", "0", "007", "1e5", "no", "end-1", "startex-2", "null", "x" * 64, "met"]),
    st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=12).filter(is_identifier),
).filter(lambda name: name not in {"end", "startex"})
spans = st.one_of(st.integers(0, 90).map(lambda s: s * SECOND_MS), st.integers(0, 6 * HOUR_MS))
longer = spans.map(lambda ms: ms + 1)
hundredths = st.integers(-10_000, 10_000).map(lambda n: n / 100)


@st.composite
def _effects(draw: st.DrawFn) -> Effects:
    return Effects(
        tension=draw(hundredths) or 0.0,
        presence=draw(hundredths) or 0.0,
        pressure=draw(st.none() | st.builds(Pressure, st.integers(1, 1000).map(lambda n: n / 100), longer)),
        behaviour=draw(st.none() | st.sampled_from(Behaviour)),
        provocateurs=draw(st.none() | st.integers(0, 100).map(lambda n: n / 100)),
        unlawful=draw(st.booleans()),
    )


effects = st.just(Effects()) | _effects()
records = st.one_of(
    st.builds(
        WantedRecord,
        st.just(RecordKind.CASUALTY),
        st.integers(1, 1000),
        st.none() | st.sampled_from(list(SIDES)),
        st.none() | st.sampled_from(list(SEVERITIES)),
    ),
    st.builds(
        WantedRecord,
        st.just(RecordKind.ARREST),
        st.integers(1, 9),
        weapon=st.none() | st.sampled_from(list(WEAPONS)),
    ),
    st.builds(
        WantedRecord,
        st.just(RecordKind.EVIDENCE),
        st.integers(1, 9),
        medium=st.none() | st.sampled_from(list(MEDIA)),
    ),
)
_signs = st.sampled_from([">=", ">", "<=", "<", "="])


@st.composite
def _when(draw: st.DrawFn) -> When:
    percents = st.integers(0, 10_000).map(lambda n: n / 100)
    most = {"force": st.integers(0, 6).map(float), "situation": st.integers(0, 2).map(float)}
    quantities = ("tension", "activity", "legitimacy", "presence", "force", "situation")
    chosen = draw(st.lists(st.sampled_from(quantities), min_size=1, max_size=6, unique=True))
    conditions = [
        Condition(name, draw(_signs), draw(most.get(name, percents))) for name in quantities if name in chosen
    ]
    return When(tuple(conditions), draw(spans))


def triggers(injects: list[str], expected: list[str], phases: list[str], last_ms: int) -> st.SearchStrategy[Trigger]:
    """Any trigger that a sheet carries, of an inject of a phase that lasts so long."""
    at = st.one_of(st.integers(0, last_ms), st.integers(0, last_ms // SECOND_MS).map(lambda s: s * SECOND_MS))
    kinds: list[st.SearchStrategy[Any]] = [
        at.map(At),
        st.integers(0, DAY_MS // SECOND_MS - 1).map(lambda s: Clock(s * SECOND_MS)),
        st.just(Manual()),
        _when(),
        st.builds(Every, longer, st.integers(0, last_ms), st.integers(1, 1000)),
        st.builds(After, st.sampled_from(injects), st.none(), spans),
        st.builds(
            On, st.just("phase"), st.sampled_from(phases), st.sampled_from(["started", "ended"]), st.none(), spans
        ),
        st.builds(
            On,
            st.just("action"),
            st.sampled_from(list(ACTION_KINDS)),
            st.sampled_from(["started", "stopped"]),
            st.none() | st.sampled_from(UNITS),
            spans,
        ),
        st.builds(On, st.just("record"), st.sampled_from([kind.value for kind in RecordKind]), delay_ms=spans),
    ]
    if expected:
        met = st.sampled_from(["met", "missed"])
        kinds += [
            st.builds(After, st.none(), st.sampled_from(expected), spans),
            st.builds(On, st.just("expected"), st.sampled_from(expected), met, st.none(), spans),
        ]
    return st.one_of(kinds)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A script that a sheet carries but for its units, its crowd and what branches it."""
    names = draw(st.lists(ids, min_size=2, max_size=7, unique=True))
    phases, injects = names[: max(1, len(names) // 3)], names[max(1, len(names) // 3) :]
    expected = draw(st.lists(ids, max_size=4, unique=True))
    objectives = {
        name: Objective(name, Text.plain(draw(lines)), {task: CriticalTask(task, Text.plain(draw(lines)))})
        for name, task in zip(draw(st.lists(ids, max_size=2, unique=True)), ("task-a", "task-b"), strict=False)
    }
    sources = tuple(Source(name, draw(lines)[:200].strip(), Text.plain("-")) for name in ("press",))
    owners = [draw(st.sampled_from(injects)) for _ in expected]
    homes = [phases[0], *(draw(st.sampled_from(phases)) for _ in injects[1:])]
    built = []
    for phase in phases:
        planned_ms = draw(longer)
        own = [name for name, home in zip(injects, homes, strict=True) if home == phase]
        chosen = [
            draw(
                _inject(
                    name,
                    triggers(injects, expected, phases, planned_ms),
                    [wanted for wanted, owner in zip(expected, owners, strict=True) if owner == name],
                    [other for other in injects if other != name],
                    objectives,
                )
            )
            for name in own
        ]
        built.append(draw(_phase(phase, planned_ms, chosen)))
    starts_ms = draw(st.integers(0, DAY_MS // SECOND_MS - 1)) * SECOND_MS
    place = Place(Text.plain(draw(lines)), draw(st.sampled_from(["Asia/Jakarta", "Asia/Jayapura"])), starts_ms)
    title = Text.plain(draw(lines))
    return make.scenario(*built, place=place, title=title, objectives=objectives, sources=sources, id=draw(ids))


@st.composite
def _phase(draw: st.DrawFn, name: str, planned_ms: int, injects: list[Inject]) -> Phase:
    phase = make.phase(name, *injects, planned_ms=planned_ms)
    return replace(
        phase,
        title=Text.plain(draw(texts)),
        goal=Text.plain(draw(st.just("") | texts)),
        min_ms=draw(st.integers(0, planned_ms)),
        max_ms=draw(st.none() | spans.map(lambda ms: planned_ms + ms)),
        on_time=draw(st.booleans()),
        optional=draw(st.booleans()),
        enter=draw(effects),
    )


_origins = st.builds(
    Origin,
    st.none() | st.just("press"),
    st.frozensets(st.sampled_from(["time", "text", "strength", "event"])),
)


_field_names = st.one_of(
    st.sampled_from(
        ["Lokasi", "ID", "Source", "Sumber", "If missed", "=SUM(A1)", "@x", "-", "Catatan\u00a0lain", "12"]
    ),
    lines.map(lambda text: text[:200].strip()).filter(lambda text: _is_text(text) and text != "<<"),
)


@st.composite
def _expected(
    draw: st.DrawFn, name: str, inject: str, others: list[str], objectives: dict[str, Objective]
) -> ExpectedAction:
    objective = draw(st.none() | st.sampled_from(sorted(objectives))) if objectives else None
    tasks = sorted(objectives[objective].tasks) if objective is not None else []
    return ExpectedAction(
        name,
        inject,
        Text.plain(draw(texts)),
        draw(longer),
        draw(st.none() | st.sampled_from(list(ACTION_KINDS))),
        draw(st.none() | st.sampled_from(UNITS)),
        objective,
        draw(st.none() | records),
        draw(st.none() | st.sampled_from(tasks)) if tasks else None,
        draw(st.none() | st.sampled_from(others)) if others else None,
    )


@st.composite
def _inject(
    draw: st.DrawFn,
    name: str,
    trigger: st.SearchStrategy[Trigger],
    expected: list[str],
    others: list[str],
    objectives: dict[str, Objective],
) -> Inject:
    due = draw(trigger)
    wishes = [draw(_expected(wanted, name, others, objectives)) for wanted in expected]
    return replace(
        make.inject(name, trigger=due, expect=wishes),
        title=Text.plain(draw(texts)),
        text=Text.plain(draw(texts)),
        confirm=not isinstance(due, Manual) and draw(st.booleans()),
        priority=draw(st.integers(-9, 9)),
        repeats=draw(st.booleans()),
        sender=Text.plain(draw(st.just("") | texts)),
        receiver=Text.plain(draw(st.just("") | texts)),
        channel=draw(st.none() | st.sampled_from(list(CHANNELS))),
        effects=draw(effects),
        note=Text.plain(draw(st.just("") | texts)),
        fields=draw(st.dictionaries(_field_names, texts, max_size=3)),
        origin=draw(_origins),
    )
