from __future__ import annotations

from pathlib import Path

import pytest

from player.language.shapes import Version
from player.model import events as ev
from player.model.scenario import LANGUAGE_VERSION
from player.scenario import read_scenario
from player.scenario.language import SCENARIO
from player.scenario.upcast import UPCASTS
from player.session.store import VerifyStatus, read_session, verify_session
from player.triggers.at import At
from player.triggers.manual import Manual
from tests.scenario.corpus import BASE, codes_of, problems_of

GOLDEN = Path(__file__).parent.parent / "golden"


def test_every_older_version_is_brought_to_the_next() -> None:
    shape = SCENARIO["gladi"].shape
    assert isinstance(shape, Version)
    assert shape.known == LANGUAGE_VERSION
    assert sorted(UPCASTS) == list(range(shape.oldest, shape.known))


@pytest.mark.parametrize(
    ("written", "trigger", "confirm"),
    [
        ("at: 4m30s", At(270_000), False),
        ("at: 4m30s\n        manual: true", At(270_000), True),
        ("manual: true\n        at: 4m30s", At(270_000), True),
        ("manual: false\n        at: 4m30s", At(270_000), False),
        ("manual: true", Manual(), False),
    ],
)
def test_by_hand_at_a_time_became_a_word_of_its_own(written: str, trigger: object, *, confirm: bool) -> None:
    script = BASE.replace("gladi: 2", "gladi: 1").replace("at: 4m30s", written)
    inject = read_scenario(script, "x.yaml").scenario.inject_by_id["orator"]
    assert (inject.trigger, inject.confirm) == (trigger, confirm)


def test_the_version_stays_what_the_script_says() -> None:
    assert read_scenario(BASE.replace("gladi: 2", "gladi: 1"), "x").scenario.language == 1
    assert read_scenario(BASE, "x").scenario.language == 2


def test_in_the_new_version_the_two_do_not_go_together() -> None:
    assert codes_of(BASE.replace("at: 4m30s", "at: 4m30s\n        manual: true")) == ["several-triggers"]


def test_problems_stand_where_the_author_wrote_them() -> None:
    script = BASE.replace("gladi: 2", "gladi: 1").replace("at: 4m30s", "at: 4m30s\n        manual: maybe")
    (problem,) = problems_of(script)
    assert problem.code == "not-a-flag"
    assert problem.quoted_line == "        manual: maybe"
    assert (problem.line, problem.column) == (20, 17)


def test_a_script_of_version_1_plays_as_it_did() -> None:
    script = (GOLDEN / "scenario/version-1.yaml").read_bytes()
    scenario = read_scenario(script, "version-1.yaml").scenario
    waiting = [inject.id for inject in scenario.inject_by_id.values() if inject.by_hand]
    assert len(scenario.inject_by_id) == 28
    assert len(waiting) == script.count(b"manual: true")


def test_a_session_of_version_1_opens_whole_with_its_script() -> None:
    path = GOLDEN / "session/version-1.gladi"
    assert verify_session(path).status is VerifyStatus.INTACT
    saved = read_session(path)
    assert saved.loaded.scenario.language == 1
    assert saved.finished
    bodies = [record.event.body for record in saved.records]
    phases = [body for body in bodies if isinstance(body, ev.PhaseStarted)]
    assert {body.cause for body in phases} == {ev.PhaseCause.HAND}
    assert len(phases) == 7
    assert {body.reason for body in bodies if isinstance(body, ev.ActionStarted)} == {""}
