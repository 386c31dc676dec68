"""Making and saving a report: slow, without a widget, for a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from os.path import lexists
from pathlib import Path

from player.free_names import safe_name
from player.i18n import LANGUAGES, _, reason_of, speaking


@dataclass(frozen=True, slots=True)
class Wish:
    """A report to write.

    Attributes:
        session: file of the session it is about.
        formats: names of the formats, in their order.
        language: code of the language it is written in.
        folder: where it goes.
    """

    session: Path
    formats: tuple[str, ...]
    language: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it.

    Attributes:
        paths: the files that lie there now.
        notes: what had to be done without, and what should be known of the session, in sentences.
        trouble: why it could not be written, in a sentence; empty where it was.
        elsewhere: another folder may take it.
    """

    paths: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    trouble: str = ""
    elsewhere: bool = False


def format_titles() -> Sequence[tuple[str, str]]:
    """Name of each format with what it is, in the language in use."""
    from player.export.report.formats import REPORT_FORMATS

    return [(each.NAME, _(each.TITLE)) for each in REPORT_FORMATS]


def write_report(wish: Wish, spoken: str) -> Written:
    """Write it under a name that is free in all its formats; nothing that lies there is written over.

    Args:
        spoken: code of the language in which it is told what came of it.
    """
    with speaking(spoken):
        return _write(wish)


def free_names(folder: Path, name: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """A path for each ending on which nothing lies, all of the same name."""
    for number in count(1):
        stem = name if number == 1 else f"{name}_{number}"
        paths = tuple(folder / f"{stem}{suffix}" for suffix in suffixes)
        if not any(map(lexists, paths)):
            return paths
    raise AssertionError("there is always one more number")  # pragma: no cover


def _write(wish: Wish) -> Written:
    from player.export.report.content import report_of
    from player.export.report.formats import REPORT_FORMATS
    from player.export.report.notice_parts import notices_of
    from player.export.saving import CannotWrite, save
    from player.session.store import SessionUnreadable, fitting, read_session

    assert wish.language in LANGUAGES
    formats = [each for each in REPORT_FORMATS if each.NAME in wish.formats]
    written: list[Path] = []
    try:
        saved = fitting(read_session(wish.session))
        notes = [str(notice) for notice in notices_of(saved)]
        report = report_of(saved, wish.language)
        with suppress(FileExistsError):
            wish.folder.mkdir(parents=True, exist_ok=True)
        name = safe_name("_".join(report.name.split()), "gladi")
        for each, path in zip(formats, free_names(wish.folder, name, [f.SUFFIX for f in formats]), strict=True):
            notes += [str(note) for note in save(partial(each.write, report), path)]
            written.append(path)
    except SessionUnreadable as error:
        return Written(trouble=str(error))
    except CannotWrite as error:
        return Written(tuple(written), trouble=str(error), elsewhere=True)
    except OSError as error:
        text = _("The file cannot be written: {reason}.")
        return Written(tuple(written), trouble=text.format(reason=reason_of(error)), elsewhere=True)
    return Written(tuple(written), tuple(dict.fromkeys(notes)))
