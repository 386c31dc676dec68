"""``import``: a planner's sheet of injects as a script, with what became of every row; or JSON lines as a session."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from player.cli.output import add_json, print_json
from player.cli.scripts import CLEAN, PROBLEMS, UNREADABLE, print_problems
from player.i18n import _, ngettext
from player.model.times import duration_text
from player.scenario import ScenarioProblems
from player.scenario.msel import (
    ABOUT,
    AlreadyThere,
    Column,
    Field,
    ImportResult,
    Mapping,
    Options,
    Origin,
    RowStatus,
    SheetProblem,
    Workbook,
    best_table,
    build,
    parse_start,
    propose,
    prove,
    read_tables,
    remap,
    save,
)

_JSONL = ".jsonl"

MOST_PRINTED = 40
"""Rows printed with their reasons; ``--json`` gives them all."""


def summary() -> str:
    """One line for the help."""
    return _("make a script of a planner's sheet (MSEL), or a session of its JSON lines")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        [_("Fields a column can be given with --map:"), *(f"  {field:<10} {_(ABOUT[field])}" for field in Field)]
    )
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the sheet: .xlsx, or .csv and its kin; or .jsonl: a session")
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=_("FILE"),
        help=_("the script to write, or the session; that without beside its lines, under the same name"),
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar=_("COLUMN=FIELD"),
        help=_("what a column means, named by its header, letter or number; may be given more than once"),
    )
    parser.add_argument(
        "--start",
        metavar=_("TIME"),
        help=_("StartEx: 09:00, or with its date; without, the earliest time of the sheet"),
    )
    parser.add_argument("--sheet", metavar=_("NAME"), help=_("the sheet of the workbook"))
    parser.add_argument(
        "--header", type=int, metavar=_("ROW"), help=_("number of the row that names the columns; 0: there is none")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("write nothing, only say what would come of it"))
    parser.add_argument("--force", action="store_true", help=_("replace the file if it is there already"))
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Import a sheet; 0 all of it, 1 some rows or cells could not be imported, 2 it cannot be read or written.

    Raises:
        argparse.ArgumentError: an option does not fit the sheet, or no script to write is named.
    """
    if options.file.suffix.lower() == _JSONL:
        from player.cli.import_session import import_session

        return import_session(options)
    output = _output(options)
    file = options.file
    try:
        workbook = read_tables(file)
        result = _imported(workbook, options)
        if result.scenario_yaml:
            prove(result, workbook.name)
            if output is not None:
                file = output
                save(result, output, replace=options.force)
    except SheetProblem as problem:
        sentence = str(problem)
        if isinstance(problem, AlreadyThere):
            sentence += " " + _("With {option} it is replaced.").format(option="--force")
        if options.json:
            print_json({"file": str(file), "ok": False, "problem": sentence})
        else:
            print(f"{file}: {sentence}", file=sys.stderr)
        return UNREADABLE
    except ScenarioProblems as problems:
        print_problems(file, problems)
        return PROBLEMS
    written = output if result.scenario_yaml else None
    if options.json:
        print_json(as_json(options.file, workbook, result, written))
    else:
        print("\n".join(_report(workbook, result, written)))
    return CLEAN if result.complete else PROBLEMS


def as_json(file: Path, workbook: Workbook, result: ImportResult, written: Path | None) -> dict[str, Any]:
    """An import as plain data: mapping, phases, every row with its reasons, counts."""
    return {
        "file": str(file),
        "ok": result.complete,
        "output": None if written is None else str(written),
        "sheet": result.sheet,
        "sheets": [table.name for table in workbook.tables],
        "header": result.mapping.header,
        "columns": [
            {
                "letter": column.letter,
                "name": column.name,
                "field": column.field.value,
                "score": column.score,
                "origin": column.origin.value,
                "sample": column.sample,
            }
            for column in result.mapping.columns
        ],
        "id": result.scenario_id,
        "starts": result.starts,
        "starts_known": result.starts_known,
        "phases": [phase.to_json() for phase in result.phases],
        "rows": [row.to_json() for row in result.rows],
        "counts": result.counts,
        "assumptions": list(result.assumptions),
        "advice": [str(advice) for advice in result.advice],
    }


def _output(options: argparse.Namespace) -> Path | None:
    """Where the script goes; None where nothing is to be written.

    Raises:
        argparse.ArgumentError: it is not named, or not as a script is.
    """
    if options.dry_run:
        return None
    output: Path | None = options.output
    if output is None:
        text = _("name the script to write with {option}, or try with {dry_run}")
        raise argparse.ArgumentError(None, text.format(option="-o", dry_run="--dry-run"))
    if output.suffix.lower() == ".gladi":
        text = _("a session is made of JSON lines, in a file ending in .jsonl; {file} is none")
        raise argparse.ArgumentError(None, text.format(file=options.file))
    if output.suffix.lower() not in {".yaml", ".yml"}:
        raise argparse.ArgumentError(None, _("a script ends in .yaml; {file} does not").format(file=output))
    return output


def _imported(workbook: Workbook, options: argparse.Namespace) -> ImportResult:
    """What comes of the sheet.

    Raises:
        SheetProblem: no sheet can be imported.
        argparse.ArgumentError: an option does not fit the sheet.
    """
    table = best_table(workbook) if options.sheet is None else None
    try:
        table = table or workbook.table(options.sheet)
        header = -1 if options.header is None else options.header or None
        mapping = remap(propose(table, header), options.map)
        start = parse_start(options.start) if options.start is not None else None
    except SheetProblem as problem:
        raise argparse.ArgumentError(None, str(problem)) from None
    return build(table, mapping, Options(workbook.name, start))


def _report(workbook: Workbook, result: ImportResult, written: Path | None) -> Iterator[str]:
    """An import as lines that a planner reads in a minute."""
    header = result.mapping.header
    if header is None:
        named = _("no row names the columns; they are told by what stands in them")
    else:
        named = _("row {row} names the columns").format(row=header)
    yield f"{workbook.name}{f' [{result.sheet}]' if result.sheet else ''}: {named}"
    yield ""
    yield _("COLUMNS")
    yield from _columns(result.mapping)
    if result.phases:
        yield ""
        yield _("PHASES, from {clock} on").format(clock=result.starts)
        yield from _phases(result)
    yield from _rows(result)
    if result.assumptions:
        yield ""
        yield _("ASSUMED")
        yield from (f"  {assumption}" for assumption in result.assumptions)
    for advice in result.advice:
        yield ""
        yield str(advice)
    yield ""
    yield from _summary(result, written)


def _columns(mapping: Mapping) -> Iterator[str]:
    names = [column.name or "–" for column in mapping.columns]
    width = min(40, max(map(len, names), default=0))
    for column, name in zip(mapping.columns, names, strict=True):
        told = f"{_short(name, width):<{width}}  {column.field:<9}  {_sure(column):>5}"
        yield f"  {column.letter:<3} {told}  {column.sample}"


def _sure(column: Column) -> str:
    match column.origin:
        case Origin.GIVEN:
            return "--map"
        case Origin.NONE:
            return ""
    return f"{column.score:.0%}"


def _phases(result: ImportResult) -> Iterator[str]:
    width = min(50, max(len(phase.title) for phase in result.phases))
    for number, phase in enumerate(result.phases[:MOST_PRINTED], 1):
        injects = ngettext("{n} inject", "{n} injects", phase.injects).format(n=phase.injects)
        yield f"  {number:>3}  {_short(phase.title, width):<{width}}  {duration_text(phase.planned_ms):>8}  {injects}"
    yield from _more(len(result.phases))


def _rows(result: ImportResult) -> Iterator[str]:
    told = [row for row in result.rows if row.reasons and row.status is not RowStatus.SKIPPED]
    if not told:
        return
    yield ""
    yield _("ROWS TO LOOK AT")
    width = len(str(told[-1].number))
    for row in told[:MOST_PRINTED]:
        sign = "✗" if row.status is RowStatus.REJECTED else "!" if row.lost else " "
        for place, reason in enumerate(row.reasons):
            number = str(row.number) if not place else ""
            cell = f"{reason.cell}: " if reason.cell else ""
            yield f"  {number:>{width}} {sign} {cell}{reason.message}"
    yield from _more(len(told))


def _more(count: int) -> Iterator[str]:
    if count > MOST_PRINTED:
        text = ngettext("… and {n} more. --json gives them all.", "… and {n} more. --json gives them all.", count)
        yield f"  {text.format(n=count - MOST_PRINTED)}"


def _summary(result: ImportResult, written: Path | None) -> Iterator[str]:
    counts = result.counts
    imported = counts[RowStatus.IMPORTED]
    text = ngettext("{n} row imported", "{n} rows imported", imported).format(n=imported)
    rejected = counts[RowStatus.REJECTED]
    if rejected:
        text += ", " + ngettext("{n} not imported", "{n} not imported", rejected).format(n=rejected)
    lost = sum(1 for row in result.rows if row.lost and row.status is not RowStatus.REJECTED)
    if lost:
        text += ", " + ngettext("{n} with a cell that is missing", "{n} with a cell that is missing", lost).format(
            n=lost
        )
    yield f"{text}."
    if written is not None:
        yield _("Written: {file}").format(file=written)
    elif result.scenario_yaml:
        yield _("Nothing was written.")
    else:
        yield _("Nothing to write: no row could be imported.")


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
