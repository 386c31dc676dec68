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
    home = folder.resolve()
    for file, node in _named(script):
        path = (folder / file).resolve()
        values: dict[str, object] = {"file": shown(file)}
        if not path.is_relative_to(home):
            code = "attachment-outside"
        elif not path.is_file():
            code = "missing-attachment"
        elif path.stat().st_size > LARGEST_ATTACHMENT:
            code, values = "attachment-too-large", {**values, "limit": LARGEST_ATTACHMENT // 1024**2}
        else:
            continue
        problems.add(code, node.line, node.column, values)


def _named(script: Entry) -> Iterator[tuple[str, Node]]:
    """Every file that is named, with the place where it is."""
    owners = [script]
    for phase in script["phases"] or ():
        owners += [phase, *(phase["injects"] or ())]
    for owner in owners:
        for attachment in owner["attachments"] or ():
            if attachment["file"] is not None:
                yield attachment["file"], attachment.at("file")
