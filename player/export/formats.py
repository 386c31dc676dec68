"""The formats of exported files, of scripts and of sessions.

To add a format of scripts: a module with ``NAME``, ``TITLE``, ``SUFFIX`` and ``write``, and its line in `EXPORTERS`; of
sessions the same in `SESSION_EXPORTERS`, of comparisons in `COMPARISON_EXPORTERS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Protocol, TypeVar, cast

from player.export import (
    comparison_csv,
    comparison_xlsx,
    msel_csv,
    msel_xlsx,
    session_csv,
    session_jsonl,
    session_parquet,
    session_xapi,
    session_xlsx,
    session_zip,
)
from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.i18n import Message
from player.model.scenario import LoadedScenario
from player.review.comparing import Comparison


class Format(Protocol):
    """What the module of any format offers.

    Attributes:
        NAME: its word for programs.
        TITLE: what it is, translatable.
        SUFFIX: how its files end.
    """

    NAME: str
    TITLE: str
    SUFFIX: str


class Exporter(Format, Protocol):
    """What the module of a format of scripts offers."""

    def write(self, loaded: LoadedScenario, target: IO[bytes]) -> tuple[Message, ...]:
        """Write a script in the language in use, the same bytes for the same script; gives what had to be left out."""


class SessionExporter(Format, Protocol):
    """What the module of a format of sessions offers."""

    def write(self, source: SessionSource, target: IO[bytes], options: SessionOptions) -> tuple[Message, ...]:
        """Write a session in the language in use, the same bytes for the same session; gives what is to be said."""


class ComparisonExporter(Format, Protocol):
    """What the module of a format of comparisons offers."""

    def write(self, comparison: Comparison, target: IO[bytes]) -> tuple[Message, ...]:
        """Write a comparison in the language in use, the same bytes for the same; gives what is to be said."""


EXPORTERS: tuple[Exporter, ...] = cast("tuple[Exporter, ...]", (msel_xlsx, msel_csv))
"""Every format of scripts, in the order help lists them."""

SESSION_EXPORTERS: tuple[SessionExporter, ...] = cast(
    "tuple[SessionExporter, ...]",
    (session_xlsx, session_csv, session_jsonl, session_zip, session_xapi, session_parquet),
)
"""Every format of sessions, in the order help lists them."""

COMPARISON_EXPORTERS: tuple[ComparisonExporter, ...] = cast(
    "tuple[ComparisonExporter, ...]", (comparison_xlsx, comparison_csv)
)
"""Every format of comparisons, in the order they are listed."""

F = TypeVar("F", bound=Format)


def exporter_for(suffix: str) -> Exporter | None:
    """The format of scripts whose files end so; None where there is none."""
    return _with(EXPORTERS, suffix)


def session_exporter_for(suffix: str) -> SessionExporter | None:
    """The format of sessions whose files end so; None where there is none."""
    return _with(SESSION_EXPORTERS, suffix)


def comparison_exporter_for(suffix: str) -> ComparisonExporter | None:
    """The format of comparisons whose files end so; None where there is none."""
    return _with(COMPARISON_EXPORTERS, suffix)


def _with(formats: Iterable[F], suffix: str) -> F | None:
    return next((one for one in formats if suffix.lower() == one.SUFFIX), None)
