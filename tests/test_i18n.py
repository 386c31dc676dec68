"""What the system says of a file, in the language of the user."""

from __future__ import annotations

import errno
import inspect
from pathlib import Path

import pytest

from player import cli
from player.i18n import LANGUAGES, Message, reason_of, speaking
from player.resources import scenarios_folder
from player.session.files import reading
from player.session.store import SessionUnreadable

COMMON = (
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.ENOSPC,
    errno.EROFS,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.EIO,
    errno.ENAMETOOLONG,
    errno.EBUSY,
    errno.EMFILE,
    errno.EDQUOT,
    errno.EEXIST,
)


@pytest.mark.parametrize("code", COMMON)
def test_common_reasons_are_said_in_every_language(code: int) -> None:
    said = set()
    for language in LANGUAGES:
        with speaking(language):
            said.add(str(reason_of(OSError(code, "as the system says it"))))
    assert len(said) == len(LANGUAGES)
    assert "as the system says it" not in said


def player_folder() -> Path:
    return Path(inspect.getfile(cli)).parent.parent


def test_the_rest_is_said_as_the_system_says_it() -> None:
    assert reason_of(OSError(errno.ENOTTY, "Not a typewriter")) == "Not a typewriter"
    assert reason_of(OSError("nothing but words")) == "nothing but words"
    assert reason_of(ValueError("embedded null byte")) == "embedded null byte"


def test_what_windows_alone_knows_is_said_in_its_words() -> None:
    error = OSError(errno.EINVAL, "The semaphore timeout period has expired")
    assert isinstance(reason_of(error), Message)
    error.winerror = 121  # type: ignore[attr-defined, unused-ignore]
    assert reason_of(error) == "The semaphore timeout period has expired"


def test_nothing_else_quotes_the_system() -> None:
    """`reason_of` says it in the language of the user; set-up stands alone, and before any language is known."""
    code = [path for path in player_folder().rglob("*.py") if path.name != "i18n.py" and path.parent.name != "setup"]
    assert code
    assert [path.name for path in code if "strerror" in path.read_text(encoding="utf-8")] == []


def test_it_stands_in_a_sentence_of_any_language_whenever_it_is_shown() -> None:
    message = Message("{path} cannot be read: {error}.", {"path": "a", "error": reason_of(OSError(errno.EIO, "?"))})
    with speaking("id"):
        assert str(message) == "a tidak bisa dibaca: disk gagal membaca atau menulis."
    with speaking("en"):
        assert str(message) == "a cannot be read: Input/output error."


def test_a_session_that_may_not_be_read_says_so_in_indonesian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.gladi"
    path.write_bytes(b"x" * 200)

    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with speaking("id"), pytest.raises(SessionUnreadable, match="tidak bisa dibaca: izin ditolak"), reading(path):
        pass


def test_a_command_that_cannot_write_says_so_in_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, script = tmp_path / "no" / "a.xlsx", next(scenarios_folder().glob("okut-*.yaml"))
    assert cli.main(["export", str(script), "-o", str(target), "--lang", "id"]) == 2
    assert "berkas atau foldernya tidak ada" in capsys.readouterr().err
