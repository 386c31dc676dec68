"""Small things a newcomer stumbled over in the review: what is said, what keys do in its sheets, what F1 lists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import use_language
from player.model.doctrine import Rating
from player.ui.actions import Mode
from player.ui.assess.plan_sheet import PlanSheet
from player.ui.assess.rating_sheet import RatingSheet
from player.ui.drafts.sheet import WritingSheet
from player.ui.key_lists import key_groups
from player.ui.review.page import ReviewPage
from player.ui.widgets import ActionButton, Chip
from tests.helpers.desk import SHIFT, Desk
from tests.helpers.desk_assess import ended_drill, keys, on_disk, ratings_of

K = Qt.Key
ENTER, ESC, NEW_LINE = K.Key_Return, K.Key_Escape, (K.Key_Return, SHIFT)


def page_of(desk: Desk) -> ReviewPage:
    page = desk.page
    assert isinstance(page, ReviewPage)
    return page


def test_every_sheet_saves_with_enter_and_says_what_its_keys_do(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    ratings_of(desk)
    seen: list[str] = []

    for key, first in ((K.Key_R, "p"), (K.Key_F7, "2"), (K.Key_N, ""), (K.Key_P, "")):
        if key == K.Key_N:
            desk.press(ESC)  # out of the list of ratings, which has a P of its own

        def reply(sheet: QWidget, first: str = first) -> None:
            assert isinstance(sheet, WritingSheet)
            seen.append(type(sheet).__name__)
            printed = {button.text(): button._key for button in sheet.findChildren(ActionButton)}
            assert (printed["Save"], printed["Keep as draft"], printed["Throw away"]) == ("Enter", "Esc", "Alt+Del")
            keys(sheet, *([first] if first else []), "One", NEW_LINE, "two", ENTER)

        with desk.answering(reply):
            desk.press(key)
        assert desk.page.notice.text.endswith("Ctrl+Z undoes it."), "it is said, quietly"
    assert seen == ["RatingSheet", "AnswerSheet", "NoteSheet", "PlanSheet"]
    stands = on_disk(desk)
    assert [one.comment for one in stands.ratings.values()] == ["One\ntwo"]
    assert [*(one.text for one in stands.annotations), *(one.text for one in stands.correctives)] == ["One\ntwo"] * 2


def test_letters_rate_anew_what_is_rated_and_tab_leads_to_the_comment(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    ratings_of(desk)

    def anew(sheet: QWidget) -> None:
        assert isinstance(sheet, RatingSheet)
        assert sheet.rating is Rating.P
        keys(sheet, "m")
        assert (sheet.rating, sheet.text) == (Rating.M, "Why")
        keys(sheet, ENTER)

    def tabbed(sheet: QWidget) -> None:
        assert isinstance(sheet, RatingSheet)
        for _press in range(9):
            if sheet.focusWidget() is sheet._words:
                break
            keys(sheet, K.Key_Tab)
        keys(sheet, " up", ENTER)

    def worded(sheet: QWidget) -> None:
        keys(sheet, "!", ENTER)

    with desk.answering(lambda sheet: keys(sheet, "p", "Why", ENTER)):
        desk.press(K.Key_R)
    for reply, key in ((anew, K.Key_R), (tabbed, K.Key_R), (worded, ENTER)):
        with desk.answering(reply):
            desk.press(key)
    (rated,) = on_disk(desk).ratings.values()
    assert (rated.rating, rated.comment) == (Rating.M, "Why up!")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_said_in_passing_goes_at_the_next_key(desk: Desk, language: str) -> None:
    ended_drill(desk)
    use_language(language)
    notice = desk.page.notice
    desk.press(K.Key_BracketRight)
    assert notice.isVisible()
    desk.press(K.Key_Left)
    assert not notice.isVisible()
    for _press in range(2):
        desk.press(K.Key_BracketRight)
        assert notice.isVisible(), "said again, it stands again"
    desk.page.say("Not so.", True)
    desk.press(K.Key_Left)
    assert notice.isVisible(), "a warning stays its time"
    notice.dismiss()
    assert "F9" not in {key for lines in key_groups(desk.window.actions_table, Mode.REVIEW).values()
                        for line in lines for key in line.keys}  # fmt: skip


def test_small_words(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    log = page_of(desk).review_face.log
    log.find_field.setText("nothing holds this")
    QApplication.processEvents()
    told = [chip.accessibleName() for chip in log.findChildren(Chip) if chip.isVisible()]
    assert not any("0 of 0" in text for text in told)
    assert any("no entry" in text for text in told)

    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, PlanSheet)
        due = sheet.due
        assert due.fontMetrics().horizontalAdvance(due.placeholderText()) < due.width() - 12, "nothing of it is cut"
        keys(sheet, ESC)

    log.find_field.clear()
    for language in ("en", "id"):
        use_language(language)
        with desk.answering(look):
            desk.window.setFocus()
            desk.press(K.Key_P)
    desk.press(K.Key_H)
    assert desk.window.mode is Mode.HOME
