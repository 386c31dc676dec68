"""How a comparison looks: ten drills told apart without colour, in every theme, language and size of window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from player.engine.rehearsal import Step
from player.i18n import use_language
from player.model.scenario import LoadedScenario
from player.review.comparing import By, Comparison, compare
from player.review.comparing_subjects import Subject, plan_of
from player.ui.compare.board import CompareBoard
from player.ui.compare.lines import ink_of, paint_sample, pen_of
from player.ui.compare.page import FIRSTS
from player.ui.compare.plot import ComparePlot, said_of
from player.ui.compare.plot_paint import _apart
from player.ui.compare.plot_scale import line_of, runs_of, thinned, ticks_of
from player.ui.compare.work import Choice
from player.ui.scenario.axis import Axis
from player.ui.theme import THEMES, scaled
from tests.helpers.compared import late_session, play_late
from tests.helpers.desk import Desk
from tests.helpers.desk_script import short_script
from tests.ui.contrast import contrast_ratio
from tests.ui.looks import colours_in, painted, picture, put_on

S = 1_000


@pytest.fixture(scope="module")
def ten() -> Comparison:
    """A plan and nine sessions, each a little later than the one before."""
    scenario = short_script().scenario
    subjects = []
    for number in range(9):
        events, fold = play_late(scenario, {Step.LEAVE: number * 20 * S, Step.TICK: number * 3 * S})
        subjects.append(Subject(f"n{number}", scenario, events, fold, fold.now_ms))
    return compare([plan_of(subjects[0]), *subjects], By.PHASE)


def test_each_line_is_known_by_its_dash_and_seen_on_its_ground(qapp: QApplication, ten: Comparison) -> None:
    for one in THEMES.values():
        put_on(one)
        pens = [pen_of(one, ten, place) for place in range(10)]
        assert len({tuple(pen.dashPattern()) for pen in pens}) == 10
        assert all(contrast_ratio(ink_of(one, ten, place), one.surfaces.panel) >= 3 for place in range(10))
    put_on()


def test_samples_differ_from_each_other_in_grey(qapp: QApplication, ten: Comparison) -> None:
    put_on()
    theme = next(iter(THEMES.values()))
    seen = set()
    for place in range(10):
        image = painted(60, 16, lambda painter, box, at=place: paint_sample(painter, box, theme, ten, at))  # type: ignore[misc]
        seen.add(bytes(1 if image.pixelColor(x, 8).lightness() > 200 else 0 for x in range(60)))
    assert len(seen) == 10


def test_labels_at_the_ends_never_lie_on_each_other(qapp: QApplication) -> None:
    box = QRectF(0, 0, 200, 160)
    badges = [QRectF(180, 150 - n, 16, 14) for n in range(10, 0, -1)]
    apart = _apart(badges, box)
    assert len(apart) == 10
    assert all(badge.top() >= 0 and badge.bottom() <= box.bottom() + 0.5 for badge in apart)
    assert not [n for n, badge in enumerate(apart) if any(badge.intersects(other) for other in apart[:n])]


class TestTheFigure:
    def test_a_line_breaks_where_the_axis_does_and_nowhere_else(self, ten: Comparison) -> None:
        axis = Axis(0, ten.alignment.length_ms, ten.alignment.length_ms, 0, 900)
        for subject, placed in zip(ten.subjects, ten.alignment.placed, strict=True):
            stretches = list(line_of(placed, subject.fold.crowd.columns()["tension"], axis))
            assert len(stretches) == len(placed.pieces) == 2
            for points, piece in zip(stretches, placed.pieces, strict=True):
                assert points[0][0] == pytest.approx(axis.x_of(piece.from_ms + piece.shift_ms))
                assert points[-1][0] == pytest.approx(axis.x_of(piece.to_ms + piece.shift_ms))
                assert [x for x, _value in points] == sorted(x for x, _value in points)
            runs = [run for found in runs_of(placed, subject.runs["force"], axis) for run in found]
            assert all(left <= right for left, right, _value in runs)

    def test_a_day_of_rows_is_a_few_points_for_each_pixel(self, ten: Comparison) -> None:
        placed = ten.aligned(By.STARTEX).alignment.placed[0]
        axis = Axis(0, placed.pieces[0].to_ms, placed.pieces[0].to_ms, 0, 50)
        (points,) = line_of(placed, ten.subjects[0].fold.crowd.columns()["tension"], axis)
        assert len(points) <= 2 * 50 + 5

    def test_what_changes_within_a_pixel_is_shown_as_its_highest(self) -> None:
        runs = [(n / 10, (n + 1) / 10, n % 3) for n in range(1000)]
        found = thinned(runs)
        assert len(found) <= 112
        assert {value for _left, _right, value in found} == {2}
        assert (found[0][0], found[-1][1]) == (0, 100)
        assert [left for left, _right, _value in found[1:]] == pytest.approx([right for _l, right, _v in found[:-1]])
        wide = [(0.0, 50.0, 1), (50.0, 100.0, 2)]
        assert thinned(wide) == wide

    def test_phase_by_phase_the_time_begins_anew_in_each(self, ten: Comparison) -> None:
        axis = Axis(0, ten.alignment.length_ms, ten.alignment.length_ms, 0, 900)
        assert [tick.text for tick in ticks_of(ten, axis) if tick.strong] == ["00:00", "00:00"]
        by_startex = ticks_of(ten.aligned(By.STARTEX), axis)
        assert [tick.text for tick in by_startex].count("00:00") == 1

    def test_what_stood_under_the_pointer_is_said_of_each(self, ten: Comparison) -> None:
        assert "05:00" in said_of(ten, 0, 300 * S)
        assert said_of(ten, 0, 650 * S).endswith("–"), "the plan has left this phase by then"

    def test_an_empty_board_and_a_tiny_figure_are_painted(self, qapp: QApplication, ten: Comparison) -> None:
        put_on()
        board = CompareBoard()
        plot = ComparePlot(board)
        picture(plot, 60, 40)
        board.show(ten)
        assert len(colours_in(picture(plot, 300, 200))) > 5
        plot.deleteLater()


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
def test_the_page_holds_ten_at_every_size(
    desk: Desk, session_folder: Path, short: LoadedScenario, size: tuple[int, int]
) -> None:
    paths = [late_session(session_folder / f"n{n}.gladi", short, {Step.LEAVE: n * 20 * S}, day=n) for n in range(9)]
    desk.shell.resize(*size)
    desk.window.comparisons.open(Choice(tuple(paths), with_plan=True, by=By.PHASE))
    QApplication.processEvents()
    page = desk.window.comparisons.page
    assert page is not None
    assert (desk.window.width(), desk.window.height()) == size, "nothing pushes the window wider"
    assert page.plot.height() >= page.plot.minimumSizeHint().height()
    assert page.measures.list.height() >= 2 * scaled(28)
    strips = [page.plot._strip(place) for place in range(10)]
    assert all(box.bottom() <= page.plot.height() for box in strips)
    for place in range(10):
        page.board.look_at(place)
        shown = page.measures.columns()
        assert shown.first <= place
        right = shown.title_px + (place - shown.first + 1) * shown.cell_px
        assert right <= page.measures.list.viewport().width() + 1, "the column looked at is in sight"
    page.show_table(FIRSTS)
    for language, theme in zip(("en", "id", "id"), THEMES.values(), strict=True):
        use_language(language)
        put_on(theme)
        desk.window.grab()
    put_on()
