"""Results as JSON, the same for every command."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import product
from pathlib import Path

from player.i18n import _


def add_json(parser: argparse.ArgumentParser) -> None:
    """The argument ``--json``."""
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def keep_sources(sources: Iterable[Path], *targets: Path | None) -> None:
    """See that what is written is not put in the place of what it is made of.

    Raises:
        argparse.ArgumentError: one of them is the same file.
    """
    for source, target in product(sources, targets):
        with suppress(OSError):
            if target is not None and target.samefile(source):
                text = _("{file} is what is read here; it cannot be written over")
                raise argparse.ArgumentError(None, text.format(file=target))


def print_json(value: object) -> None:
    """Print a value as JSON, its letters escaped where the output is not UTF-8."""
    name = ""
    with suppress(LookupError):
        name = codecs.lookup(sys.stdout.encoding or "utf-8").name
    print(json.dumps(value, ensure_ascii=name != "utf-8", indent=1))
