"""The window writes the tables of the comparison it shows."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING

from player.free_names import safe_name
from player.i18n import LANGUAGES, Message, _, speaking
from player.ui.report.files_sheet import FilesSheet, Words
from player.ui.report.part import FilesPart
from player.ui.report.writing import Progress, Wish, Written, files_of, or_trouble, write_each
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.export.formats import ComparisonExporter
    from player.review.comparing import Comparison
    from player.ui.main_window import MainWindow

FORMATS = ("xlsx", "csv")
"""Names of the formats there are; their modules are slow to load, and a test holds the two lists together."""


class ComparisonPart(FilesPart):
    """Both tables of a comparison, with all their rows, as the command line writes them."""

    KIND = "comparison"
    NAMES = FORMATS

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._comparison: Comparison | None = None

    def ask(self) -> None:
        """Ask how they are wanted; Enter writes them."""
        page = self.window.comparisons.page
        comparison = None if page is None else page.board.comparison
        paths = [subject.path for subject in comparison.subjects if subject.path is not None] if comparison else []
        if paths:
            self._comparison = comparison
            ask(self.sheet(self.wish(paths[0])))

    def sheet(self, wish: Wish) -> FilesSheet:
        """The sheet that asks."""
        from player.export.formats import COMPARISON_EXPORTERS

        assert self._comparison is not None
        about = str(self._comparison.subjects[0].scenario.title)
        formats = [(each.NAME, f"{each.NAME.upper()}: {_(each.TITLE)}") for each in COMPARISON_EXPORTERS]
        words = Words(_("Export of the tables"), about, _("Write files"), _("Writing the files …"), formats)
        return FilesSheet(wish, self, self.window, words)

    def work(self, wish: Wish, spoken: str, tell: Progress) -> Written:
        """Write the files."""
        assert self._comparison is not None
        return write_comparison(self._comparison, wish, spoken, tell)


def write_comparison(comparison: Comparison, wish: Wish, spoken: str, tell: Progress) -> Written:
    """Write the tables of a comparison in these formats; nothing that lies there is written over."""
    from player.export.formats import COMPARISON_EXPORTERS

    assert wish.language in LANGUAGES
    formats = [each for each in COMPARISON_EXPORTERS if each.NAME in wish.formats]

    def write(each: ComparisonExporter, target: IO[bytes]) -> tuple[Message, ...]:
        with speaking(wish.language):
            return each.write(comparison, target)

    def write_all() -> Written:
        with speaking(wish.language):
            name = _("comparison")
        stem = safe_name(f"{comparison.subjects[0].scenario.id}_{name}", "gladi")
        paths = files_of(wish, stem, formats)
        return write_each([(partial(write, each), path) for each, path in zip(formats, paths, strict=True)], tell)

    with speaking(spoken):
        return or_trouble(write_all)
