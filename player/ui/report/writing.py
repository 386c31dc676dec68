"""Making and saving a report, or an export: slow, without a widget, for a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from os.path import lexists
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from player.free_names import safe_name
from player.i18n import LANGUAGES, Message, _, reason_of, speaking
from player.session.crashes import report_crash

if TYPE_CHECKING:
    from player.export.formats import Format, SessionExporter

EXPORTS = ("xlsx", "csv", "jsonl", "zip", "xapi")
"""Names of the formats of an export the window offers, in their order; their modules are slow to load."""

Part = tuple[Callable[[IO[bytes]], Iterable[Message]], Path]
"""What writes a file, giving what is to be said of it, and where it goes."""


class Progress(Protocol):
    """Hears which file of how many is written next, and its name; from whatever thread."""

    def __call__(self, number: int, count: int, name: str, /) -> None:
        """Take it in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Files to write.

    Attributes:
        session: file of the session they are about.
        formats: names of the formats, in their order.
        language: code of the language they are written in.
        folder: where they go.
        table: name of the table that a file of plain text holds.
    """

    session: Path
    formats: tuple[str, ...]
    language: str
    folder: Path
    table: str = "events"


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it.

    Attributes:
        paths: the files that lie there now.
        notes: what had to be done without, and what should be known of the session, in sentences.
        trouble: why something could not be written, a sentence for each file; empty where all were.
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


def export_titles() -> Sequence[tuple[str, str]]:
    """Name of each format of an export with what it is, in the language in use."""
    return [
        (each.NAME, f"{'xAPI' if each.NAME == 'xapi' else each.NAME.upper()}: {_(each.TITLE)}") for each in _exporters()
    ]


def table_titles() -> Sequence[tuple[str, str]]:
    """Name of each table with what it is called, in the language in use."""
    from player.export.session_tables import TABLES

    return [(table.name, _(table.title)) for table in TABLES]


def write_report(wish: Wish, spoken: str, tell: Progress) -> Written:
    """Write it under a name that is free in all its formats; nothing that lies there is written over.

    Args:
        spoken: code of the language in which it is told what came of it.
        tell: hears of each file before it is written.
    """
    with speaking(spoken):
        return or_trouble(lambda: _write_report(wish, tell))


def write_export(wish: Wish, spoken: str, tell: Progress) -> Written:
    """Write a session in these formats, likewise."""
    with speaking(spoken):
        return or_trouble(lambda: _write_export(wish, tell))


def write_each(parts: Sequence[Part], tell: Progress) -> Written:
    """Write several files; one that fails keeps none of the others from being written."""
    from player.export.saving import CannotWrite, save

    written: list[Path] = []
    notes: list[str] = []
    troubles: list[str] = []
    elsewhere = False
    for number, (write, path) in enumerate(parts, 1):
        tell(number, len(parts), path.name)
        try:
            notes += [str(note) for note in save(write, path)]
        except CannotWrite as error:
            reason, elsewhere = str(error), True
        except OSError as error:
            reason, elsewhere = str(_disk_trouble(error)), True
        except Exception as error:  # noqa: BLE001  of one format; the others are written
            reason = report_crash(error)
        else:
            written.append(path)
            continue
        troubles.append(f"{path.name}: {reason}" if len(parts) > 1 else reason)
    return Written(tuple(written), tuple(dict.fromkeys(notes)), "\n".join(troubles), elsewhere)


def free_names(folder: Path, name: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """A path for each ending on which nothing lies, all of the same name."""
    for number in count(1):
        stem = name if number == 1 else f"{name}_{number}"
        paths = tuple(folder / f"{stem}{suffix}" for suffix in suffixes)
        if not any(map(lexists, paths)):
            return paths
    raise AssertionError("there is always one more number")  # pragma: no cover


def or_trouble(work: Callable[[], Written]) -> Written:
    """Do it; what keeps all of it from being written is said in a sentence."""
    from player.session.store import SessionUnreadable

    try:
        return work()
    except SessionUnreadable as error:
        return Written(trouble=str(error))
    except OSError as error:
        return Written(trouble=_disk_trouble(error), elsewhere=True)


def _disk_trouble(error: OSError) -> str:
    return _("The file cannot be written: {reason}.").format(reason=reason_of(error))


def _write_report(wish: Wish, tell: Progress) -> Written:
    from player.export.report.content import report_of
    from player.export.report.formats import REPORT_FORMATS
    from player.export.report.notice_parts import notices_of
    from player.session.store import fitting, read_session

    assert wish.language in LANGUAGES
    formats = [each for each in REPORT_FORMATS if each.NAME in wish.formats]
    saved = fitting(read_session(wish.session))
    notices = [str(notice) for notice in notices_of(saved)]
    report = report_of(saved, wish.language)
    name = safe_name("_".join(report.name.split()), "gladi")
    paths = files_of(wish, name, formats)
    return _with_notes(
        write_each([(partial(each.write, report), path) for each, path in zip(formats, paths, strict=True)], tell),
        notices,
    )


def _write_export(wish: Wish, tell: Progress) -> Written:
    from player.export.session_options import SessionOptions
    from player.export.session_source import session_source

    assert wish.language in LANGUAGES
    formats = [each for each in _exporters() if each.NAME in wish.formats]
    source, options = session_source(wish.session), SessionOptions(wish.table)

    def part(each: SessionExporter, path: Path) -> Part:
        def write(target: IO[bytes]) -> tuple[Message, ...]:
            with speaking(wish.language):
                return each.write(source, target, options)

        return write, path

    paths = files_of(wish, safe_name(wish.session.stem, "gladi"), formats)
    return write_each([part(each, path) for each, path in zip(formats, paths, strict=True)], tell)


def _exporters() -> Sequence[SessionExporter]:
    """The formats the window offers: all that need nothing to be installed."""
    from player.export.formats import SESSION_EXPORTERS

    return [each for each in SESSION_EXPORTERS if each.NAME in EXPORTS]


def files_of(wish: Wish, name: str, formats: Sequence[Format]) -> tuple[Path, ...]:
    """Where each of them goes, in a folder that is there by then.

    Raises:
        OSError: it cannot be made.
    """
    with suppress(FileExistsError):
        wish.folder.mkdir(parents=True, exist_ok=True)
    return free_names(wish.folder, name, [each.SUFFIX for each in formats])


def _with_notes(written: Written, notes: Sequence[str]) -> Written:
    return replace(written, notes=tuple(dict.fromkeys((*notes, *written.notes))) if written.paths else ())
