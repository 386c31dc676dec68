"""``export``: a script as a sheet for planners, or a session as files for whoever works on with it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from player.cli.output import add_json, print_json
from player.cli.scripts import CLEAN, PROBLEMS, UNREADABLE, Unusable, load_or_say, load_programme_or_say
from player.export.formats import (
    EXPORTERS,
    SESSION_EXPORTERS,
    Exporter,
    Format,
    SessionExporter,
    exporter_for,
    session_exporter_for,
)
from player.export.saving import CannotWrite, save
from player.export.session_options import DEFAULTS, SessionOptions
from player.export.session_source import SessionSource, session_source
from player.export.session_tables import TABLES
from player.i18n import Message, _, ngettext
from player.language.values import parse_duration
from player.model.times import SECOND_MS
from player.scenario import is_programme
from player.session.errors import SessionUnreadable
from player.session.store import SUFFIX

XAPI = ".json"
SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
_SCRIPTS = {".yaml", ".yml"}
_SQLITE = b"SQLite format 3\x00"


def summary() -> str:
    """One line for the help."""
    return _("write a script as a list of injects (MSEL), or a session as tables, JSON lines or an archive")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        [
            _("What is written of a script follows from the ending:"),
            *_endings(EXPORTERS),
            _("import reads such a list back, with what was changed in it."),
            "",
            _("What is written of a session follows from the ending, too:"),
            *_endings(SESSION_EXPORTERS),
            "",
            _("Tables for {option}:").format(option="--what"),
            *(f"  {table.name:<11} {_(table.title)}" for table in TABLES),
        ]
    )
    parser.add_argument(
        "source",
        type=Path,
        metavar=_("SCENARIO|SESSION"),
        help=_("a script, a file that ends in .yaml, or a saved session, one that ends in .gladi"),
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=_("FILE"), help=_("the file to write"))
    parser.add_argument(
        "--what",
        choices=[table.name for table in TABLES],
        metavar=_("TABLE"),
        help=_("the table of a .csv or .parquet file; without, the events"),
    )
    parser.add_argument(
        "--separator",
        choices=list(SEPARATORS),
        help=_("between the columns of a .csv file; without, as spreadsheet programs of the language have it"),
    )
    parser.add_argument(
        "--step", metavar=_("TIME"), help=_("how far the rows of the curves are apart, as 10s; without, a second")
    )
    parser.add_argument(
        "--xapi", action="store_true", help=_("statements for a learning record store, in a .json file")
    )
    parser.add_argument("--force", action="store_true", help=_("replace the file if it is there already"))
    add_json(parser)


def _endings(formats: Sequence[Format]) -> list[str]:
    return [f"  {one.SUFFIX:<9} {_(one.TITLE)}" for one in formats]


def main(options: argparse.Namespace) -> int:
    """Export; 0, 1 a script has errors or of a damaged session what is intact, 2 cannot be read or written.

    Raises:
        argparse.ArgumentError: no format ends so, an option does not fit, or it is no script of one drill.
    """
    source: Path = options.source
    if options.output.exists() and source.exists() and options.output.samefile(source):
        text = _("{file} cannot be written over by an export of itself")
        raise argparse.ArgumentError(None, text.format(file=source))
    try:
        if _is_session(source):
            return _export_session(options)
        return _export_script(options)
    except Unusable as unusable:
        return unusable.code
    except SessionUnreadable as problem:
        return _failed(options, source, str(problem), named=True)
    except CannotWrite as problem:
        sentence = str(problem)
        if problem.exists:
            sentence += " " + _("With {option} it is replaced.").format(option="--force")
        return _failed(options, options.output, sentence)


def _is_session(path: Path) -> bool:
    """Whether a file is meant as a session: by its ending, or else by what it begins with."""
    if path.suffix.lower() == SUFFIX:
        return True
    if path.suffix.lower() in _SCRIPTS or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _export_script(options: argparse.Namespace) -> int:
    for option, given in (("--what", options.what), ("--step", options.step), ("--xapi", options.xapi)):
        if given:
            text = _("{option} is for sessions; {file} is taken for a script")
            raise argparse.ArgumentError(None, text.format(option=option, file=options.source))
    exporter: Exporter = _fitting(exporter_for(options.output.suffix), EXPORTERS, options.output)
    if is_programme(options.source):
        stages = ", ".join(stage.file for stage in load_programme_or_say(options.source).programme.stages)
        text = _("{file} is a programme; export the script of one of its stages: {stages}")
        raise argparse.ArgumentError(None, text.format(file=options.source, stages=stages))
    loaded = load_or_say(options.source)
    notes = save(partial(exporter.write, loaded), options.output, replace=options.force)
    injects = len(loaded.scenario.inject_by_id)
    written = ngettext("{n} inject written.", "{n} injects written.", injects).format(n=injects)
    _written(options, exporter, {"injects": injects}, written, notes)
    return CLEAN


def _export_session(options: argparse.Namespace) -> int:
    output: Path = options.output
    exporter: SessionExporter = _fitting(session_exporter_for(output.suffix), SESSION_EXPORTERS, output)
    if options.xapi and exporter.SUFFIX != XAPI:
        text = _("statements go into a file that ends in .json; {file} does not")
        raise argparse.ArgumentError(None, text.format(file=output))
    asked = _asked(options)
    source: SessionSource = session_source(options.source)
    notes = save(lambda target: exporter.write(source, target, asked), output, replace=options.force)
    events = len(source.fit.records)
    written = ngettext("{n} event written.", "{n} events written.", events).format(n=events)
    told = {"events": events, "head_hash": source.saved.head_hash, "finished": source.fit.finished}
    _written(options, exporter, told, written, notes)
    return PROBLEMS if source.fit.damage is not None else CLEAN


def _asked(options: argparse.Namespace) -> SessionOptions:
    step_ms = DEFAULTS.step_ms
    if options.step is not None:
        asked_ms = parse_duration(options.step)
        if asked_ms is None or asked_ms < SECOND_MS or asked_ms % SECOND_MS:
            text = _("{option} is a time in whole seconds, as 10s or 1m, not “{value}”")
            raise argparse.ArgumentError(None, text.format(option="--step", value=options.step))
        step_ms = asked_ms
    separator = None if options.separator is None else SEPARATORS[options.separator]
    return SessionOptions(options.what or DEFAULTS.what, separator, step_ms)


def _fitting(found: Any, formats: Sequence[Format], output: Path) -> Any:
    if found is None:
        endings = ", ".join(each.SUFFIX for each in formats)
        text = _("an export ends in one of {endings}; {file} does not")
        raise argparse.ArgumentError(None, text.format(endings=endings, file=output))
    return found


def _written(
    options: argparse.Namespace, exporter: Format, told: dict[str, object], sentence: str, notes: tuple[Message, ...]
) -> None:
    if options.json:
        said = [str(note) for note in notes]
        print_json({"file": str(options.output), "ok": True, "format": exporter.NAME, **told, "notes": said})
        return
    print(sentence)
    print(_("Written: {file}").format(file=options.output))
    for note in notes:
        print(note, file=sys.stderr)


def _failed(options: argparse.Namespace, file: Path, sentence: str, *, named: bool = False) -> int:
    """Say why nothing was written; ``named``: the sentence names the file itself."""
    if options.json:
        print_json({"file": str(file), "ok": False, "problem": sentence})
    else:
        print(sentence if named else f"{file}: {sentence}", file=sys.stderr)
    return UNREADABLE
