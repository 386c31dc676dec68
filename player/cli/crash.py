"""What is left when something went wrong that nobody foresaw: a sentence for the user, the traceback in a file."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime

from player.i18n import _
from player.session.places import logs_folder


def report_crash(error: BaseException) -> str:
    """Write the traceback to the log file; gives the sentence that names it."""
    trace = "".join(traceback.format_exception(error))
    try:
        folder = logs_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "gladi.log"
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()}\n{trace}\n")
    except OSError:
        return _("Gladi met an error it did not expect ({error}), and no log file could be written.").format(
            error=type(error).__name__
        )
    return _("Gladi met an error it did not expect ({error}). What happened stands in {path}.").format(
        error=type(error).__name__, path=path
    )
