"""Several drills on one axis: the order of time is kept, no moment is lost, and who is named first changes nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from player.review.comparing_axis import Alignment, By, Course, Piece, Placed, align, stays_of

ORDER = {name: place for place, name in enumerate("abcde")}
BOTH = (By.STARTEX, By.PHASE)


def course(*phases: tuple[str, int]) -> Course:
    """A drill by its phases, each with its length."""
    found, start_ms = [], 0
    for phase, length_ms in phases:
        found.append((phase, start_ms, start_ms + length_ms))
        start_ms += length_ms
    return stays_of(found), start_ms


COURSES = st.lists(
    st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 20)), max_size=7).map(lambda one: course(*one)),
    min_size=1,
    max_size=6,
)


def slots(alignment: Alignment) -> list[tuple[str, int, int, int]]:
    return [(slot.phase, slot.round, slot.start_ms, slot.length_ms) for slot in alignment.slots]


class TestEveryAlignment:
    @settings(max_examples=60)
    @given(COURSES, st.sampled_from(BOTH))
    def test_goes_on_as_the_drill_does_and_loses_no_moment_of_it(self, courses: list[Course], by: By) -> None:
        alignment = align(courses, by, ORDER)
        for (_stays, end_ms), placed in zip(courses, alignment.placed, strict=True):
            xs = [placed.x_of(ms) for ms in range(end_ms + 1)]
            assert xs == sorted(xs)
            assert all(0 <= x <= alignment.length_ms for x in xs)
            assert len(set(xs)) == len(xs), "two moments never fall together"
            assert [placed.own_ms(x) for x in xs][:-1] == list(range(end_ms)), "and each is found again"
            assert [placed.last_ms(x) for x in xs] == list(range(end_ms + 1))

    @settings(max_examples=60)
    @given(COURSES, st.sampled_from(BOTH), st.randoms(use_true_random=False))
    def test_the_order_of_the_drills_moves_nothing(self, courses: list[Course], by: By, chance: object) -> None:
        places = list(range(len(courses)))
        chance.shuffle(places)  # type: ignore[attr-defined]
        straight, mixed = align(courses, by, ORDER), align([courses[place] for place in places], by, ORDER)
        assert slots(straight) == slots(mixed)
        assert [straight.placed[place] for place in places] == list(mixed.placed)

    @settings(max_examples=60)
    @given(COURSES)
    def test_phase_by_phase_each_begins_where_its_room_does(self, courses: list[Course]) -> None:
        alignment = align(courses, By.PHASE, ORDER)
        for place, ((stays, _end_ms), placed) in enumerate(zip(courses, alignment.placed, strict=True)):
            for stay, piece in zip(stays, placed.pieces, strict=False):
                assert piece.slot is not None
                slot = alignment.slots[piece.slot]
                assert (slot.phase, slot.round, slot.has[place]) == (stay.phase, stay.round, True)
                assert piece.from_ms + piece.shift_ms == slot.start_ms
                assert stay.length_ms <= slot.length_ms
            assert sum(slot.has[place] for slot in alignment.slots) == len(stays)
        assert all(any(slot.has) for slot in alignment.slots)


class TestPhaseByPhase:
    def test_a_shorter_phase_leaves_the_rest_of_its_room_empty(self) -> None:
        alignment = align([course(("a", 10), ("b", 5)), course(("a", 4), ("b", 7))], By.PHASE, ORDER)
        assert slots(alignment) == [("a", 0, 0, 10), ("b", 0, 10, 7)]
        second = alignment.placed[1]
        assert [second.own_ms(x) for x in (0, 4, 5, 9, 10, 17)] == [0, 4, None, None, 4, 11]
        assert second.last_ms(9) == 4

    def test_a_phase_that_only_one_has_keeps_its_place_in_the_script(self) -> None:
        alignment = align([course(("a", 2), ("d", 2)), course(("a", 2), ("b", 3), ("d", 2))], By.PHASE, ORDER)
        assert [(slot.phase, slot.has) for slot in alignment.slots] == [
            ("a", (True, True)),
            ("b", (False, True)),
            ("d", (True, True)),
        ]
        assert alignment.placed[0].x_of(2) == 5

    def test_other_branches_lie_one_after_the_other_as_in_the_script(self) -> None:
        alignment = align([course(("a", 1), ("c", 1), ("e", 1)), course(("a", 1), ("b", 1), ("e", 1))], By.PHASE, ORDER)
        assert [slot.phase for slot in alignment.slots] == ["a", "b", "c", "e"]

    def test_a_phase_played_again_is_another_round(self) -> None:
        alignment = align([course(("a", 1), ("b", 1), ("a", 4)), course(("a", 2), ("b", 1))], By.PHASE, ORDER)
        assert [(slot.phase, slot.round, slot.length_ms) for slot in alignment.slots] == [
            ("a", 0, 2),
            ("b", 0, 1),
            ("a", 1, 4),
        ]
        assert alignment.slots[2].has == (True, False)

    def test_phases_in_another_order_stand_twice_rather_than_backwards(self) -> None:
        alignment = align([course(("a", 1), ("b", 1), ("c", 1)), course(("a", 1), ("c", 1), ("b", 1))], By.PHASE, ORDER)
        names = [slot.phase for slot in alignment.slots]
        assert len(names) == 4
        assert all(piece.shift_ms >= 0 for placed in alignment.placed for piece in placed.pieces)

    def test_a_drill_that_never_began_stands_at_the_beginning(self) -> None:
        alignment = align([((), 0), course(("a", 5))], By.PHASE, ORDER)
        assert alignment.placed[0] == Placed((Piece(0, 0, 0),))
        assert alignment.length_ms == 5

    def test_what_ends_with_a_phase_does_not_reach_into_the_room_of_the_next(self) -> None:
        alignment = align([course(("a", 4), ("b", 4)), course(("a", 9), ("b", 4))], By.PHASE, ORDER)
        first = alignment.placed[0]
        assert (first.end_x_of(4), first.x_of(4)) == (4, 9)
        assert list(first.spans(2, 6)) == [(2, 4), (9, 11)]
        assert list(first.spans(4, 4)) == [(9, 9)]


def test_by_startex_a_moment_lies_where_it_was() -> None:
    alignment = align([course(("a", 4)), course(("b", 9))], By.STARTEX, ORDER)
    assert (alignment.length_ms, alignment.slots) == (9, ())
    assert [alignment.placed[0].own_ms(x) for x in (0, 4, 5)] == [0, 4, None]
