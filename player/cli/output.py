"""Results as JSON, the same for every command."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from contextlib import suppress

from player.i18n import _


def add_json(parser: argparse.ArgumentParser) -> None:
    """The argument ``--json``."""
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def print_json(value: object) -> None:
    """Print a value as JSON, its letters escaped where the output is not UTF-8."""
    name = ""
    with suppress(LookupError):
        name = codecs.lookup(sys.stdout.encoding or "utf-8").name
    print(json.dumps(value, ensure_ascii=name != "utf-8", indent=1))
