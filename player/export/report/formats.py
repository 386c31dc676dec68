"""The formats a report is written in: one module each. All are written from the same `Report`, so all say the same.

To add a format: a module with ``NAME``, ``TITLE``, ``SUFFIX`` and ``write``, and its line in `REPORT_FORMATS`.
"""

from __future__ import annotations

from typing import IO, Protocol, cast

from player.export.report import docx, html, pdf
from player.i18n import Message
from player.model.paper import Report


class ReportFormat(Protocol):
    """What the module of a format offers.

    Attributes:
        NAME: its word for programs.
        TITLE: what it is, translatable.
        SUFFIX: how its files end.
    """

    NAME: str
    TITLE: str
    SUFFIX: str

    def write(self, report: Report, target: IO[bytes]) -> tuple[Message, ...]:
        """Write it, the same bytes for the same report; gives what had to be done without, in sentences."""


REPORT_FORMATS: tuple[ReportFormat, ...] = cast("tuple[ReportFormat, ...]", (pdf, docx, html))
"""Every format, in the order help lists them; the first is the one to hand over."""


def format_for(suffix: str) -> ReportFormat | None:
    """The format of files that end so; None where there is none."""
    return next((each for each in REPORT_FORMATS if suffix.lower() == each.SUFFIX), None)
