"""The sheets a trainer writes on: entries of the assessment of a session."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from player.ui.assess.book import book_of
from player.ui.drafts.sheet import WritingSheet
from player.ui.drafts.store import Draft
from player.ui.drafts.words import Words, choice_field, labelled, line_field
from player.ui.review_view import ReviewView

__all__ = ["Draft", "EntrySheet", "Words", "choice_field", "labelled", "line_field"]


class EntrySheet(WritingSheet):
    """One entry of an assessment as it is written.

    Args:
        title: what is written.
        draft: the name its draft is kept under.

    Attributes:
        session: the session assessed. ``book``: what stands of its assessment.
    """

    def __init__(self, view: ReviewView, title: str, draft: str, parent: QWidget) -> None:
        super().__init__(view, title, draft, parent)
        self.session, self.book = view, book_of(view)
        self.who.setText(self.book.who)
