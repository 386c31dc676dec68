"""What argparse itself says (usage, headings, complaints), in the language in use.

argparse looks its texts up through a function of its own module; here that becomes the one Gladi uses.
"""

from __future__ import annotations

import argparse

from player import i18n
from player.i18n import N_

ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""The texts of argparse that a user of Gladi can meet, as argparse has them; any other stays English."""


def translate_argparse() -> None:
    """Let argparse speak the language in use from now on; call it before a parser is made."""
    vars(argparse)["_"] = i18n._
