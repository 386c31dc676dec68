"""``export``: a script as a file for other programs, above all its list of injects for planners."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from player.cli.output import add_json, print_json
from player.cli.scripts import CLEAN, UNREADABLE, Unusable, add_scenario, load_or_say, load_programme_or_say
from player.export import EXPORTERS, exporter_for
from player.export.saving import CannotWrite, save
from player.i18n import _, ngettext
from player.scenario import is_programme


def summary() -> str:
    """One line for the help."""
    return _("write the list of injects (MSEL) of a script for a spreadsheet program")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_scenario(parser)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        [
            _("What is written follows from the ending:"),
            *(f"  {exporter.SUFFIX:<7} {_(exporter.TITLE)}" for exporter in EXPORTERS),
            "",
            _("import reads such a list back, with what was changed in it."),
        ]
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE.xlsx|csv"), help=_("the file to write")
    )
    parser.add_argument("--force", action="store_true", help=_("replace the file if it is there already"))
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Export a script; 0, 1 it has errors, 2 it cannot be read or the file not be written.

    Raises:
        argparse.ArgumentError: no format ends so, or it is no script of one drill.
    """
    path: Path = options.output
    exporter = exporter_for(path.suffix)
    if exporter is None:
        endings = ", ".join(each.SUFFIX for each in EXPORTERS)
        text = _("an export ends in one of {endings}; {file} does not")
        raise argparse.ArgumentError(None, text.format(endings=endings, file=path))
    try:
        if is_programme(options.scenario):
            stages = ", ".join(stage.file for stage in load_programme_or_say(options.scenario).programme.stages)
            text = _("{file} is a programme; export the script of one of its stages: {stages}")
            raise argparse.ArgumentError(None, text.format(file=options.scenario, stages=stages))
        loaded = load_or_say(options.scenario)
        notes = save(partial(exporter.write, loaded), path, replace=options.force)
    except Unusable as unusable:
        return unusable.code
    except CannotWrite as problem:
        sentence = str(problem)
        if problem.exists:
            sentence += " " + _("With {option} it is replaced.").format(option="--force")
        if options.json:
            print_json({"file": str(path), "ok": False, "problem": sentence})
        else:
            print(f"{path}: {sentence}", file=sys.stderr)
        return UNREADABLE
    injects = len(loaded.scenario.inject_by_id)
    if options.json:
        said = [str(note) for note in notes]
        print_json({"file": str(path), "ok": True, "format": exporter.NAME, "injects": injects, "notes": said})
        return CLEAN
    print(ngettext("{n} inject written.", "{n} injects written.", injects).format(n=injects))
    print(_("Written: {file}").format(file=path))
    for note in notes:
        print(note, file=sys.stderr)
    return CLEAN
