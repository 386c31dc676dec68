"""The printers of this computer. Asking for them and printing may take their time: do it in the background."""

from __future__ import annotations

from player.i18n import _
from player.model.paper import Paper
from player.ui.paper.pages import A4, paint_paper

_PRINT_DPI = 600


class PrintError(Exception):
    """It could not be printed; the sentence says why."""


def printer_names() -> tuple[str, ...]:
    """The printers set up here, the one usually taken first; empty where there are none, or no support for any."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:  # the system's own printing library is not there
        return ()
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: (name != usual, name.casefold())))


def print_on(name: str, paper: Paper) -> None:
    """Print a paper on this printer.

    Raises:
        PrintError: it did not take it.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrintError(_("The printer {name} is not there any more.").format(name=name))
    printer = QPrinter(info)
    printer.setResolution(_PRINT_DPI)
    printer.setFullPage(True)
    printer.setPageLayout(A4)
    printer.setFullPage(True)
    printer.setDocName(paper.title)
    printer.setCreator("Gladi")
    if not paint_paper(paper, printer):
        raise PrintError(_("The printer {name} did not take it.").format(name=name))
