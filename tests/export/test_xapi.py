"""Statements of xAPI: by the rules of its specification, and telling what the session tells."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from player.export import session_xapi
from player.export.session_source import SessionSource, session_source
from player.export.session_xapi import registration_of, statements
from player.export.xapi_terms import VERBS, duration_text, translated
from player.model import events as ev
from player.model.events import BODIES
from tests.export.session_samples import exported, reviewed_session
from tests.helpers.xapi import VOIDED, NotAStatement, check_statement
from tests.session.samples import new_session

Statement = dict[str, Any]
GOLDEN = Path(__file__).parents[1] / "golden" / "session"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> SessionSource:
    return session_source(reviewed_session(tmp_path_factory.mktemp("xapi") / "sesi.gladi"))


@pytest.fixture(scope="module")
def told(reviewed: SessionSource) -> list[Statement]:
    data = exported(reviewed, session_xapi)
    found: list[Statement] = json.loads(data)
    return found


def test_every_kind_of_event_has_its_verb() -> None:
    assert set(VERBS) == set(BODIES)
    assert len({(verb.iri, verb.display) for verb in VERBS.values()}) == len({verb.iri for verb in VERBS.values()})


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.gladi")), ids=lambda path: path.stem)
def test_every_statement_keeps_the_rules(path: Path) -> None:
    source = session_source(path)
    found = json.loads(exported(source, session_xapi))
    for statement in found:
        check_statement(statement)
    assert len({statement["id"] for statement in found}) == len(found) == len(source.fit.records)


def test_those_of_a_review_keep_the_rules(told: list[Statement], reviewed: SessionSource) -> None:
    for statement in told:
        check_statement(statement)
    registrations = {statement["context"]["registration"] for statement in told}
    assert registrations == {str(registration_of(reviewed.saved.opened.session_id))}
    assert [statement["id"] for statement in statements(reviewed)] == [statement["id"] for statement in told]


def test_a_session_of_few_events(tmp_path: Path) -> None:
    for ended in (False, True):
        source = session_source(new_session(tmp_path / f"{ended}.gladi", ended=ended))
        for statement in statements(source):
            check_statement(statement)


def kinds(told: list[Statement], word: str) -> list[Statement]:
    return [one for one in told if one["verb"]["id"].endswith(f"/{word}")]


def test_what_was_done_has_its_result(told: list[Statement], reviewed: SessionSource) -> None:
    met = [one.event.body for one in reviewed.fit.records if isinstance(one.event.body, ev.ExpectedActionMet)]
    passed = kinds(told, "passed")
    latencies = [duration_text(one.latency_ms) for one in met if not one.late]
    assert [one["result"]["duration"] for one in passed] == latencies
    assert all(one["result"]["success"] for one in passed)
    assert {one["actor"]["objectType"] for one in passed} == {"Group"}
    (scored,) = kinds(told, "scored")
    assert scored["result"]["score"] == {"scaled": 0.6667, "raw": 2, "min": 0, "max": 3}
    assert scored["context"]["instructor"]["name"] == "Ipda Sari"
    (ended,) = kinds(told, "terminated")
    assert ended["result"] == {"completion": True, "duration": duration_text(reviewed.measures.length_ms)}


def test_who_ordered_and_who_did(told: list[Statement]) -> None:
    assert {one["actor"]["objectType"] for one in kinds(told, "ordered")} == {"Agent"}
    assert {one["actor"]["objectType"] for one in kinds(told, "began")} == {"Group"}
    assert {one["object"]["definition"]["name"].keys() >= {"id", "en"} for one in kinds(told, "began")} == {True}


def test_what_is_voided_is_voided_and_what_is_restored_is_stated_anew(told: list[Statement]) -> None:
    first, second = (one for one in told if one["verb"]["id"] == VOIDED)
    answer, again = kinds(told, "responded")
    assert first["object"] == {"objectType": "StatementRef", "id": answer["id"]}
    assert second["object"] == {"objectType": "StatementRef", "id": again["id"]}
    assert answer["id"] != again["id"]
    same = ("actor", "verb", "object", "result", "timestamp")
    assert {name: answer[name] for name in same} == {name: again[name] for name in same}


def test_words_of_verbs_are_in_every_language() -> None:
    assert translated("delivered the inject").keys() == {"id", "en"}


def test_durations_and_registrations() -> None:
    assert [duration_text(ms) for ms in (0, 5, 10, 1_000, 75_250, -1)] == [
        *("PT0S", "PT0S", "PT0.01S", "PT1S", "PT75.25S", "PT0S"),
    ]
    name = "e2b304d9-df94-4942-a67b-bbed25f632e3"
    assert registration_of(name.replace("-", "")) == UUID(name)
    assert registration_of("s-1") == registration_of("s-1") != registration_of("s-2")


def _set(*path: str, value: object) -> Callable[[Statement], None]:
    def harm(statement: Statement) -> None:
        inner = statement
        for name in path[:-1]:
            inner = inner.setdefault(name, {})
        inner[path[-1]] = value

    return harm


@pytest.mark.parametrize(
    "harm",
    [
        lambda statement: statement.pop("actor"),
        lambda statement: statement.pop("object"),
        lambda statement: statement["verb"].pop("id"),
        lambda statement: statement["actor"].pop("account"),
        lambda statement: statement["actor"]["account"].pop("homePage"),
        _set("extra", value=1),
        _set("actor", "mbox", value="mailto:a@b.c"),
        _set("actor", "extra", value="x"),
        _set("actor", "account", "homePage", value="gladi"),
        _set("verb", "id", value="delivered"),
        _set("verb", "display", value={"not a tag!": "x"}),
        _set("verb", "display", value={"en": 1}),
        _set("object", "id", value="phase 1"),
        _set("object", "definition", "name", value="text"),
        _set("object", "objectType", value="Thing"),
        _set("id", value="1"),
        _set("id", value="e2b304d9df944942a67bbbed25f632e3"),
        _set("timestamp", value="2026-08-26 09:00:00"),
        _set("timestamp", value="2026-08-26T09:00:00.000-00:00"),
        _set("timestamp", value="2026-08-26T09:00:00+07:00"),
        _set("version", value="1.0.3"),
        _set("result", value={"duration": "75s"}),
        _set("result", value={"duration": "PT1.255S"}),
        _set("result", value={"duration": "P"}),
        _set("result", value={"score": {"scaled": 1.1}}),
        _set("result", value={"score": {"raw": 4, "min": 0, "max": 3}}),
        _set("result", value={"score": {"raw": 1, "min": 3, "max": 0}}),
        _set("result", value={"success": "yes"}),
        _set("result", value={"response": None}),
        _set("context", "registration", value="s-1"),
        _set("context", "extensions", value={"exercise_ms": 1}),
        _set("context", "contextActivities", value={"sibling": []}),
        _set("object", value={"objectType": "StatementRef", "id": "e2b304d9-df94-4942-a67b-bbed25f632e3"}),
        _set("verb", "id", value=VOIDED),
    ],
)
def test_the_rules_bite(told: list[Statement], harm: Callable[[Statement], object]) -> None:
    statement = copy.deepcopy(kinds(told, "passed")[0])
    check_statement(statement)
    harm(statement)
    with pytest.raises(NotAStatement):
        check_statement(statement)
