"""``findings``: findings, overrides and measures of saved sessions, as text and as JSON; the files stay as they are."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from player.cli.findings import JSON_KEYS
from player.engine import commands as do
from player.engine.findings import find
from player.engine.fold import fold_events
from player.model import events as ev
from player.model.rules import RULES_VERSION
from player.review.measures import measures
from player.review.measures_plain import plain_measures
from player.session.store import SessionWriter, read_session
from tests.cli.conftest import Speaker
from tests.helpers.clocks import FakeClock
from tests.helpers.drills import Drill
from tests.helpers.golden import GOLDEN_FOLDER, Golden
from tests.session.damage import change, forge
from tests.session.samples import small_drill

S = 1_000
PUSH = 150 * S
"""When the shields are pushed, with no warning in the time before."""


def drill_session(path: Path, *, ended: bool = True, answered: bool = True) -> Path:
    """A session in which force comes unwarned, is answered for, and a value is held."""
    with SessionWriter.create(path, small_drill(), FakeClock(), seed=7, session_id="s-1") as writer:
        drill = Drill(small_drill().scenario, fold_events(small_drill().scenario, [writer.opening.event]))
        drill.start()
        drill.to(PUSH - 20 * S)
        drill.do(do.GiveOrder("dalmas", "shield_push", "Danki", "Budi"))
        drill.to(PUSH)
        drill.do(do.StartAction("dorong", order=1))
        drill.to(PUSH + 10 * S)
        hold = ev.OverrideMode.HOLD
        drill.do(do.Override(ev.Quantity.TENSION, hold, 400_000, "Kabag Ops", "pengamat melihat massa tenang"))
        drill.to(PUSH + 50 * S)
        drill.do(do.StopAction(1))
        found = [one for one in find(drill.engine.scenario, drill.events, drill.engine.fold) if one.rule == "R1"]
        if ended:
            drill.do(do.EndExercise())
        if answered:
            reason = "peringatan terdengar, tidak tercatat"
            drill.do(do.AnswerFinding(found[0].key, ev.AnswerKind.EXPLAINED, reason, "AKP Sari"))
        writer.append(drill.events)
        writer.pulse(drill.engine.now_ms)
    return path


@pytest.fixture
def drilled(tmp_path: Path) -> Path:
    return drill_session(tmp_path / "latihan.gladi")


def _json(gladi: Speaker, *arguments: object, code: int = 0) -> list[dict[str, Any]]:
    said = gladi("findings", *arguments, "--json")
    assert (said.code, said.err) == (code, "")
    told: list[dict[str, Any]] = json.loads(said.out)
    return told


def test_the_head_says_what_it_is_and_by_which_rules(gladi: Speaker, drilled: Path) -> None:
    before = drilled.read_bytes()
    said = gladi("findings", drilled)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[:5] == [
        str(drilled),
        "A small drill: a trial",
        "training index, not a prediction · findings, no verdicts",
        "whole drill, 03:20",
        f"Finding rules version {RULES_VERSION}, those of this Gladi",
    ]
    assert drilled.read_bytes() == before
    assert [path.name for path in drilled.parent.iterdir()] == [drilled.name]


def test_findings_overrides_and_measures_are_told_whole(gladi: Speaker, drilled: Path, golden: Golden) -> None:
    said = gladi("findings", drilled).out
    assert "R1   Dalmas Awal: Shield push, stage 4" in said
    assert "explained by AKP Sari: peringatan terdengar, tidak tercatat" in said
    assert "Kabag Ops" in said
    assert "pengamat melihat massa tenang" in said
    golden("measures/small-drill.txt", said.replace(str(drilled), "latihan.gladi"))


def test_a_session_cut_off_is_told_so_far(gladi: Speaker, tmp_path: Path) -> None:
    said = gladi("findings", drill_session(tmp_path / "a.gladi", ended=False)).out
    assert "so far, up to 03:20, cut off before EndEx\n" in said
    (told,) = _json(gladi, tmp_path / "a.gladi")
    assert (told["ended"], told["reached_ms"]) == (False, 200 * S)


def test_a_finding_nobody_answered_says_so(gladi: Speaker, tmp_path: Path) -> None:
    path = drill_session(tmp_path / "a.gladi", answered=False)
    assert "not answered" in gladi("findings", path).out
    assert all(finding["answer"] is None for finding in _json(gladi, path)[0]["findings"])


def test_json_says_the_same_as_the_session(gladi: Speaker, drilled: Path) -> None:
    (told,) = _json(gladi, drilled)
    saved = read_session(drilled)
    events = [record.event for record in saved.records]
    fold = fold_events(saved.loaded.scenario, events)
    assert told["file"] == str(drilled)
    assert (told["status"], told["reason"], told["first_bad_seq"]) == ("intact", None, None)
    assert told["rules"] == {"version": RULES_VERSION, "known": True, "newest": RULES_VERSION}
    assert told["measures"] == plain_measures(measures(saved.loaded.scenario, events, fold))
    found = find(saved.loaded.scenario, events, fold)
    assert [one["key"] for one in told["findings"]] == [one.key for one in found]
    unwarned = next(one for one in told["findings"] if one["rule"] == "R1")
    assert (unwarned["from_ms"], unwarned["to_ms"], unwarned["mark"]) == (PUSH, PUSH + 50 * S, "partly")
    assert (unwarned["answer"]["answer"], unwarned["answer"]["who"]) == ("explained", "AKP Sari")
    (override,) = told["overrides"]
    assert (override["quantity"], override["mode"], override["after"], override["who"]) == (
        "tension",
        "hold",
        400_000,
        "Kabag Ops",
    )


def _paths(value: Any, at: str = "") -> set[str]:
    """Every key of plain data with the way to it; what is in a list counts once."""
    if isinstance(value, dict):
        return {way for key, part in value.items() for way in {f"{at}.{key}", *_paths(part, f"{at}.{key}")}}
    if isinstance(value, list):
        return {way for part in value for way in _paths(part, f"{at}[]")}
    return set()


def test_the_keys_stay_as_they_are(gladi: Speaker, drilled: Path, golden: Golden) -> None:
    (told,) = _json(gladi, drilled)
    golden("measures/keys.txt", "\n".join(sorted(_paths(told))) + "\n")


def test_the_help_names_every_key(gladi: Speaker, drilled: Path) -> None:
    (told,) = _json(gladi, drilled)
    assert [key for keys in JSON_KEYS for key in keys.keys] == list(told)
    inside = {keys.keys[0]: set(keys.inside) for keys in JSON_KEYS if keys.inside}
    for key, named in inside.items():
        of_it = told[key][0] if isinstance(told[key], list) else told[key]
        assert {name for name in named if "." not in name} == of_it.keys()
    answered = next(finding for finding in told["findings"] if finding["answer"] is not None)
    assert {name for name in inside["findings"] if name.startswith("answer.")} == {
        f"answer.{name}" for name in answered["answer"]
    }
    said = " ".join(gladi("findings", "--help").out.split())
    for keys in JSON_KEYS:
        assert ", ".join(keys.keys) in said
        assert ", ".join(keys.inside) in said


def test_in_indonesian_text_and_findings_change_and_keys_do_not(gladi: Speaker, drilled: Path) -> None:
    said = gladi("findings", drilled, lang="id").out
    assert "indeks latihan, bukan prediksi" in said
    in_id = json.loads(gladi("findings", drilled, "--json", lang="id").out)[0]
    in_en = _json(gladi, drilled)[0]
    assert _paths(in_id) == _paths(in_en)
    assert in_id["measures"] == in_en["measures"]


def test_of_a_damaged_session_what_is_whole_is_told(gladi: Speaker, drilled: Path) -> None:
    whole = len(read_session(drilled).records)
    change(drilled, f"UPDATE events SET wall_utc_ms = wall_utc_ms + 5 WHERE seq >= {whole - 3}")  # noqa: S608
    said = gladi("findings", drilled)
    assert said.code == 1
    assert said.err.startswith(f"{drilled}: This session is damaged from event {whole - 3} on; the {whole - 4} events ")
    assert "R1   Dalmas Awal: Shield push" in said.out
    (told,) = _json(gladi, drilled, code=1)
    assert (told["status"], told["first_bad_seq"], told["ended"]) == ("damaged", whole - 3, False)
    assert told["reason"]


def test_an_event_that_does_not_fit_its_scenario_ends_what_is_told(gladi: Speaker, drilled: Path) -> None:
    stopped = next(
        record.event.seq for record in read_session(drilled).records if isinstance(record.event.body, ev.ActionStopped)
    )
    forge(drilled, stopped, data='{"action":9}')
    said = gladi("findings", drilled)
    assert said.code == 1
    assert "It does not fit the scenario" in said.err
    assert "so far, up to 03:00" in said.out


def test_what_is_no_session_is_said_and_the_others_are_told(gladi: Speaker, drilled: Path, tmp_path: Path) -> None:
    said = gladi("findings", tmp_path / "none.gladi", drilled)
    assert said.code == 2
    assert said.err == f"{tmp_path / 'none.gladi'} does not exist.\n"
    assert "A small drill: a trial" in said.out
    missing, told = _json(gladi, tmp_path / "none.gladi", drilled, code=2)
    assert missing == {
        "file": str(tmp_path / "none.gladi"),
        "status": "unreadable",
        "reason": f"{tmp_path / 'none.gladi'} does not exist.",
    }
    assert told["status"] == "intact"


@pytest.mark.parametrize("version", [1, 2])
def test_a_session_of_an_older_gladi_goes_by_its_own_rules_and_says_so(
    gladi: Speaker, tmp_path: Path, version: int
) -> None:
    path = Path(shutil.copy(GOLDEN_FOLDER / f"session/version-{version}.gladi", tmp_path / "old.gladi"))
    said = gladi("findings", path)
    assert (said.code, said.err) == (0, "")
    if version != RULES_VERSION:
        sentence = f"run with finding rules version {version}; findings are worked out by those rules."
        assert sentence in said.out
    (told,) = _json(gladi, path)
    assert told["rules"] == {"version": version, "known": True, "newest": RULES_VERSION}


def test_a_session_of_newer_rules_goes_by_the_newest_known_and_says_so(gladi: Speaker, drilled: Path) -> None:
    opening = read_session(drilled).records[0].event.body
    assert isinstance(opening, ev.SessionOpened)
    newer = RULES_VERSION + 1
    data = {name: getattr(opening, name) for name in (field.name for field in fields(opening))}
    forge(drilled, 1, data=json.dumps({**data, "rules_version": newer}, sort_keys=True, separators=(",", ":")))
    said = gladi("findings", drilled)
    assert (said.code, said.err) == (0, "")
    assert f"version {newer}, of a newer Gladi" in said.out
    assert _json(gladi, drilled)[0]["rules"]["known"] is False


def test_several_sessions_stand_apart(gladi: Speaker, drilled: Path, tmp_path: Path) -> None:
    other = drill_session(tmp_path / "lain.gladi")
    said = gladi("findings", drilled, other).out
    assert f"\n\n{other}\n" in said
    assert [told["file"] for told in _json(gladi, drilled, other)] == [str(drilled), str(other)]
