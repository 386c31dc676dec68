"""What an export could not take along, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from player.export.inert import LONGEST_CELL
from player.export.msel import MOST_FIELDS, Msel
from player.i18n import N_, Message


def fields_left_out(msel: Msel) -> tuple[Message, ...]:
    """A sentence about fields for which there was no column, if there are any."""
    if not msel.left_out:
        return ()
    names = ", ".join(msel.left_out[:5])
    text = N_("There are columns for {limit} fields; {count} more are left out: {names} …")
    return (Message(text, {"limit": MOST_FIELDS, "count": len(msel.left_out), "names": names}),)


def cells_cut(cells: Sequence[str]) -> tuple[Message, ...]:
    """A sentence about cells whose text is longer than a cell can hold, if there are any."""
    if not cells:
        return ()
    named = ", ".join(cells[:6]) + (", …" if len(cells) > 6 else "")
    text = N_("Excel holds {limit} characters in a cell; longer texts are cut in {cells}.")
    return (Message(text, {"limit": f"{LONGEST_CELL:,}".replace(",", " "), "cells": named}),)
