"""What is left when something went wrong that nobody foresaw: a sentence for the user, the traceback in a file."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime

from player import __version__
from player.i18n import _
from player.session.places import logs_folder

LOG_NAME = "gladi.log"
LARGEST_LOG = 4 * 1024 * 1024
"""Bytes after which the log begins anew; the one before is kept beside it."""


def report_crash(error: BaseException) -> str:
    """Write the traceback to the log file; gives the sentence that names the file."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    head = f"{moment} Gladi {__version__}, Python {platform.python_version()}, {sys.platform}, {sys.argv[1:]}"
    try:
        path = logs_folder() / LOG_NAME
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{head}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        return _("Gladi met an error it did not expect ({error}), and no log file could be written.").format(
            error=type(error).__name__
        )
    return _("Gladi met an error it did not expect ({error}). What happened stands in {path}.").format(
        error=type(error).__name__, path=path
    )
