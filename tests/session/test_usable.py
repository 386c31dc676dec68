"""What helps with a damaged session: the list, the command line, exports and salvage say and do the same."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from player import cli
from player.resources import assets_folder
from player.session.jsonl import JSONL_SUFFIX
from player.session.listing import look_through
from player.session.salvage import salvage
from player.session.store import (
    SessionError,
    SessionState,
    SessionUnreadable,
    VerifyStatus,
    fitting,
    read_session,
    summarize,
    verify_session,
)
from player.session.usable import examine, said_in_short, said_of_damage
from tests.helpers.clocks import FakeClock
from tests.session.bad_files import look_at
from tests.session.damage import change, forge
from tests.session.samples import SCRIPT

OTHER = "UPDATE scenario SET text = replace(text, 'Orasi', 'Orosi')"


def verified_without_gladi(path: Path) -> tuple[int, str]:
    """What the script that needs no Gladi says of it."""
    command = [sys.executable, str(assets_folder() / "verify_gladi.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def of_newer_gladi(path: Path) -> Path:
    """The session as a Gladi wrote it that knows more of scripts than this one."""
    text = f"{SCRIPT}weather: rain\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    data = asdict(read_session(path).opened)
    data |= {"scenario_sha256": digest, "gladi_version": "9.9"}
    change(path, "UPDATE scenario SET text = text || 'weather: rain' || char(10)")
    change(path, f"UPDATE scenario SET sha256 = '{digest}'")  # noqa: S608 - own words only
    return forge(path, 1, data=json.dumps(data, sort_keys=True, separators=(",", ":")))


def test_one_of_a_newer_gladi_names_the_gladi_that_opens_it(
    ended: Path, capsys: pytest.CaptureFixture[str], clock: FakeClock
) -> None:
    of_newer_gladi(ended)
    before = ended.read_bytes()
    with pytest.raises(SessionUnreadable, match=r"cannot be used by this Gladi .* with Gladi 9\.9: open it with") as no:
        read_session(ended)
    assert verify_session(ended).status is VerifyStatus.INTACT
    assert verified_without_gladi(ended)[0] == 0
    assert cli.main(["verify", str(ended), "--lang", "en"]) == 0, "it is what was saved"
    said = capsys.readouterr()
    assert "intact, 8 events" in said.out
    assert said.err == f"{no.value}\n"
    looked = look_through(summarize(ended))
    assert (looked.state, str(looked.problem)) == (SessionState.UNREADABLE, str(no.value))
    assert summarize(ended).state is SessionState.FINISHED, "at a glance nothing tells"
    with pytest.raises(SessionUnreadable, match="open it with that one"):
        salvage(ended, clock)
    assert ended.read_bytes() == before


def test_of_another_scenario_the_events_can_be_had(
    ended: Path, capsys: pytest.CaptureFixture[str], clock: FakeClock
) -> None:
    """What the words promise is true: without the script nothing is salvaged, and the events can be exported."""
    records = read_session(ended).records
    change(ended, OTHER)
    before = ended.read_bytes()
    saved = fitting(read_session(ended))
    said = str(said_of_damage(saved))
    assert "8 events" in said
    assert "if kecil.yaml, as it was then, is still among the scenarios of the start page" in said
    assert "open another copy of this session, or export the events" in said
    with pytest.raises(SessionError, match="is not among the scenarios of the start page"):
        salvage(ended, clock)
    lines = ended.with_suffix(JSONL_SUFFIX)
    assert cli.main(["export", str(ended), "-o", str(lines), "--lang", "en"]) == 1
    hashes = [json.loads(line)["hash"] for line in lines.read_text(encoding="utf-8").splitlines()[1:]]
    assert hashes == [record.hash for record in records]
    assert cli.main(["verify", str(ended), "--lang", "en"]) == 1
    assert "its 8 events" in capsys.readouterr().err
    code, words = verified_without_gladi(ended)
    assert (code, "8 events intact" in words) == (1, True)
    assert look_through(summarize(ended)).state is SessionState.DAMAGED
    assert ended.read_bytes() == before


@pytest.mark.parametrize(
    "statement", [OTHER, "UPDATE events SET data = replace(data, 'kiri', 'kanan')", "DELETE FROM pulse", None]
)
def test_opening_it_and_verifying_it_agree(ended: Path, statement: str | None) -> None:
    if statement is not None:
        change(ended, statement)
    saved, found = fitting(read_session(ended)), examine(ended)
    assert found == verify_session(ended)
    assert (found.status is VerifyStatus.INTACT) is (saved.damage is None) is (statement is None)
    assert found.events == len(saved.records)
    assert found.unusable is None


def test_an_event_that_makes_no_sense_is_damage_for_verifying_too(
    ended: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forge(ended, 4, data='{"how":"schedule","inject":"unheard-of"}')
    assert verify_session(ended).status is VerifyStatus.INTACT, "the chain fits"
    assert cli.main(["verify", str(ended), "--lang", "en"]) == 1
    assert "damaged from event 4 on; the 3 events before it" in capsys.readouterr().err


def test_a_list_says_in_short_what_is_intact(ended: Path) -> None:
    assert look_through(summarize(ended)) == summarize(ended)
    assert said_in_short(read_session(ended)) is None
    change(ended, "UPDATE events SET data = replace(data, 'kiri', 'kanan')")
    at_a_glance, looked = summarize(ended), look_through(summarize(ended))
    assert at_a_glance.state is SessionState.FINISHED
    assert (looked.state, looked.events, looked.started) == (SessionState.DAMAGED, 4, at_a_glance.started)
    assert looked.length_ms == 3000 < at_a_glance.length_ms, "what is usable of it"
    assert str(looked.problem).startswith("Intact: 4 events, up to 00:00:03. ")
    change(ended, "UPDATE scenario SET title = 'x'")
    looked = look_through(summarize(ended))
    assert looked.title == read_session(ended).loaded.scenario.title, "which cannot be read at a glance"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(share=0.7, bit=0, how="flip")
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), how=st.sampled_from(["flip", "cut"]))
def test_whatever_is_flipped_or_cut_all_agree(
    whole_ended: Path, tmp_path: Path, share: float, bit: int, how: str
) -> None:
    content = bytearray(whole_ended.read_bytes())
    place = int(share * len(content))
    content[place] ^= 1 << bit
    path = tmp_path / "sessions" / "a.gladi"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content[:place] if how == "cut" else content)
    script = tmp_path / "script.yaml"
    script.write_bytes(SCRIPT.encode())
    before = look_at(path.parent)

    looked, found = look_through(summarize(path)), examine(path)
    assert found == verify_session(path)
    is_amiss = looked.state in {SessionState.DAMAGED, SessionState.UNREADABLE}
    assert is_amiss is (found.status is not VerifyStatus.INTACT)
    assert (looked.state is SessionState.UNREADABLE) is (found.unusable is not None or not found.events)
    assert is_amiss is (looked.problem is not None)
    if is_amiss and found.events:
        new = salvage(path, FakeClock(), [script])
        assert verify_session(new).status is VerifyStatus.INTACT
        assert read_session(new).records == read_session(whole_ended).records[: found.events]
        new.unlink()
    else:
        with pytest.raises(SessionError):
            salvage(path, FakeClock(), [script])
    assert look_at(path.parent) == before


def test_a_look_can_be_ended_at_any_event(ended: Path) -> None:
    class Enough(Exception):  # noqa: N818
        pass

    def end() -> None:
        raise Enough

    with pytest.raises(Enough):
        look_through(summarize(ended), end)
    assert [path.name for path in ended.parent.iterdir()] == [ended.name]
