"""Files that others work on with programs of their own: one module per format.

To add a format: a module with ``NAME``, ``TITLE``, ``SUFFIX`` and ``write``, and its line in `EXPORTERS`.
"""

from __future__ import annotations

from typing import IO, Protocol, cast

from player.export import msel_csv, msel_xlsx
from player.i18n import Message
from player.model.scenario import LoadedScenario


class Exporter(Protocol):
    """What the module of a format offers.

    Attributes:
        NAME: its word for programs.
        TITLE: what it is, translatable.
        SUFFIX: how its files end.
    """

    NAME: str
    TITLE: str
    SUFFIX: str

    def write(self, loaded: LoadedScenario, target: IO[bytes]) -> tuple[Message, ...]:
        """Write a script in the language in use, the same bytes for the same script; gives what had to be left out."""


EXPORTERS: tuple[Exporter, ...] = cast("tuple[Exporter, ...]", (msel_xlsx, msel_csv))
"""Every format, in the order help lists them."""


def exporter_for(suffix: str) -> Exporter | None:
    """The format of files that end so; None where there is none."""
    return next((exporter for exporter in EXPORTERS if suffix.lower() == exporter.SUFFIX), None)
