"""The files a script brings along: that they are there, in its folder, and not too large to be carried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from player.language.nodes import Node
from player.language.problems import ProblemList, shown
from player.language.records import Entry

LARGEST_ATTACHMENT = 64 * 1024 * 1024
"""Bytes an attachment may have."""


def check_attachments(script: Entry, folder: Path, problems: ProblemList) -> None:
    """Report each attachment of a script in this folder that cannot be used."""
    looked_at: dict[str, str | None] = {}
    for file, node in _named(script):
        if file not in looked_at:
            looked_at[file] = _why_not(folder, file)
        code = looked_at[file]
        if code is not None:
            values = {"file": shown(file), "limit": LARGEST_ATTACHMENT // 1024**2}
            problems.add(code, node.line, node.column, values)


def _why_not(folder: Path, file: str) -> str | None:
    """The kind of problem a file has, or None."""
    try:
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()):
            return "attachment-outside"
        if not path.is_file():
            return "missing-attachment"
        return "attachment-too-large" if path.stat().st_size > LARGEST_ATTACHMENT else None
    except (OSError, RuntimeError, ValueError):  # a link to itself, a folder that may not be entered
        return "missing-attachment"


def _named(script: Entry) -> Iterator[tuple[str, Node]]:
    """Every file that is named, with the place where it is."""
    owners = [script]
    for phase in script["phases"] or ():
        owners += [phase, *(phase["injects"] or ())]
    for owner in owners:
        for attachment in owner["attachments"] or ():
            if attachment["file"] is not None:
                yield attachment["file"], attachment.at("file")
