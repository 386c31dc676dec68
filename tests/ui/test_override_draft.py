"""An override as it is being made: numbers typed, names and reasons taken, and what is still missing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine.fold import Fold
from player.engine.overrides import RANGES
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.override.columns import MODE_KEYS, QUANTITY_KEYS, UNIT_KEYS
from player.ui.override.draft import Draft, Part, number, put_before, scale_of
from player.ui.override.sheet import HELD_KEYS
from player.ui.override.words import ABOUT_MODES, MODE_TITLES, REASONS, last_who, names
from tests.helpers.depth import cases
from tests.helpers.desk_branches import branching_script
from tests.helpers.desk_script import short_script

Q, M = ev.Quantity, ev.OverrideMode


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("55", 55),
            (" 55 ", 55),
            ("0", 0),
            ("1.200", 1200),
            ("1,200", 1200),
            ("1 200", 1200),
            ("12.345.678", 12345678),
            ("", None),
            (" ", None),
            ("-1", None),
            ("+5", None),
            ("5.5", None),
            ("55,5", None),
            ("1.20", None),
            ("1e3", None),
            ("½", None),
            ("²", None),
            ("0x1", None),
            ("lima", None),
        ],
    )
    def test_what_is_a_number(self, text: str, value: int | None) -> None:
        assert number(text) == value

    @given(st.text(max_size=12))
    def test_no_text_breaks_it(self, text: str) -> None:
        found = number(text)
        assert found is None or found >= 0

    @given(st.integers(1, 400_000), st.data())
    def test_people_come_back_as_they_were_typed(self, size: int, data: st.DataObject) -> None:
        people = data.draw(st.integers(0, size))
        scale = scale_of(Q.PRESENCE, size)
        value = scale.value(people)
        assert RANGES[Q.PRESENCE][0] <= value <= RANGES[Q.PRESENCE][1]
        assert scale.shown(value) == people

    @given(st.integers(1, 2_000_000))
    def test_the_steps_fit_the_size(self, size: int) -> None:
        scale = scale_of(Q.PRESENCE, size)
        assert 0 < scale.small < scale.large
        assert scale.large <= max(10, size)


class TestSuggestions:
    @pytest.mark.parametrize(
        ("text", "chosen", "after"),
        [
            ("", "Danki", "Danki"),
            ("Danki", "Danton", "Danton"),
            ("Rini", "Danki", "Danki Rini"),
            ("Danki Rini", "Danton", "Danton Rini"),
            ("Dankiwati", "Danki", "Danki Dankiwati"),
            ("Danki A Rini", "Danton", "Danton Rini"),
        ],
    )
    def test_a_rank_goes_before_the_name(self, text: str, chosen: str, after: str) -> None:
        assert put_before(text, chosen, ("Danki", "Danki A", "Danton")) == after

    @given(st.text(max_size=20), st.sampled_from(["Danki", "Danton"]))
    def test_nothing_typed_is_lost(self, text: str, chosen: str) -> None:
        known = ("Danki", "Danton")
        first = put_before(text, chosen, known)
        assert first.startswith(chosen)
        if not text.strip().startswith(known):
            assert text.strip() in first
        assert put_before(first, chosen, known) == first

    def test_names_are_those_used_then_ranks_then_roles(self) -> None:
        scenario = branching_script().scenario
        said = [ev.ValueOverridden(Q.TENSION, M.SET, 0, 1, None, who, "x") for who in ("Rini", "Danki", "Rini")]
        assert names(scenario, said)[:4] == ("Rini", "Danki", "Kapolres", "Wakapolres")
        assert len(set(names(scenario, said))) == len(names(scenario, said))
        assert last_who(said) == "Rini"
        assert last_who([]) == ""


class TestWords:
    def test_everything_has_its_words(self) -> None:
        assert set(MODE_TITLES) == set(M)
        assert set(ABOUT_MODES) == set(Q)
        assert all(set(about) == set(M) for about in ABOUT_MODES.values())
        assert {len(reasons) for reasons in REASONS.values()} == {3}

    def test_no_key_means_two_things(self) -> None:
        keys = [*QUANTITY_KEYS, *MODE_KEYS, *UNIT_KEYS, *HELD_KEYS]
        assert len(set(keys)) == len(keys)


class TestTheDraft:
    def test_it_asks_for_everything_in_order(self, short: LoadedScenario) -> None:
        assert list(Draft(quantity=Q.FORCE).problems(Fold(short.scenario))) == [
            Part.UNIT,
            Part.MODE,
            Part.WHO,
            Part.WHY,
        ]

    def test_incomplete_it_makes_no_command(self, short: LoadedScenario) -> None:
        with pytest.raises(ValueError, match="not complete"):
            Draft(mode=M.HOLD, who="Rini").command(Fold(short.scenario))

    def test_another_quantity_is_another_value(self) -> None:
        draft = Draft(typed="55", chosen=3)
        draft.choose(Q.PRESENCE)
        assert (draft.typed, draft.chosen) == (None, None)

    @settings(max_examples=cases(200))
    @given(
        quantity=st.sampled_from(Q),
        mode=st.one_of(st.none(), st.sampled_from(M)),
        unit=st.sampled_from([None, "dalmas", "cannon"]),
        typed=st.one_of(st.none(), st.text(max_size=12), st.integers(-5, 400).map(str)),
        who=st.sampled_from(["", " ", "Rini"]),
        why=st.sampled_from(["", "\t", "It is so"]),
    )
    def test_what_has_no_problem_is_a_command_within_its_range(
        self,
        quantity: ev.Quantity,
        mode: ev.OverrideMode | None,
        unit: str | None,
        typed: str | None,
        who: str,
        why: str,
    ) -> None:
        draft = Draft(quantity, unit, mode, typed, None, who, why)
        fold = Fold(short_script().scenario)
        problems = draft.problems(fold)
        assert (Part.WHO in problems) == (not who.strip())
        assert (Part.WHY in problems) == (not why.strip())
        assert all(str(text) for text in problems.values())
        if problems:
            return
        command = draft.command(fold)
        assert command.mode is not M.RELEASE, "nothing is held"
        assert (command.unit is not None) == (quantity is Q.FORCE)
        if command.value is not None:
            assert RANGES[quantity][0] <= command.value <= RANGES[quantity][1]
