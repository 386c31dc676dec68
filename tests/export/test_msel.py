"""What stands in an exported list: the rows, their times, and what a planner reads in them."""

from __future__ import annotations

from player.export.msel import MOST_FIELDS, Msel, msel_of
from player.export.notes import fields_left_out
from player.model.entries import Role
from player.model.text import Text
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.scenario.msel.exported.columns import Part
from player.triggers.after import After
from player.triggers.clock import Clock
from player.triggers.manual import Manual
from tests.helpers.scenarios import choice, decision, expected, inject, phase, scenario, small_drill


def column(msel: Msel, part: Part) -> list[object]:
    return [row.cells[msel.parts.index(part)] for row in msel.rows]


def test_rows_follow_the_planned_route_phase_by_phase() -> None:
    msel = msel_of(small_drill())
    assert column(msel, Part.ID) == ["first", "arrival", "orator", "bottle", "rumour", "second", "push"]
    assert column(msel, Part.NUMBER) == ["", 1, 2, 3, 4, "", 5]
    assert column(msel, Part.KIND) == ["PHASE", *["inject"] * 4, "PHASE", "inject"]
    assert [row.is_phase for row in msel.rows] == [True, *[False] * 4, True, False]
    nine = 9 * HOUR_MS
    minutes = [0, 0, 2, 4, None, 10, 11]
    assert column(msel, Part.CLOCK) == ["" if m is None else nine + m * MINUTE_MS for m in minutes]
    assert column(msel, Part.FROM_START) == ["" if m is None else m * MINUTE_MS for m in minutes]
    assert column(msel, Part.IN_PHASE) == ["", 0, 2 * MINUTE_MS, 4 * MINUTE_MS, "", "", MINUTE_MS]
    assert column(msel, Part.DUE) == [
        "planned 10m; then second",
        "",
        "",
        "waits for the controller",
        "by hand",
        "planned 10m; then end",
        "",
    ]


def test_the_clock_is_only_told_where_the_route_there_is_planned() -> None:
    ways = decision("which", choice("a", "short"), choice("b", "long"))
    script = scenario(
        phase("start", inject("one", MINUTE_MS), ways),
        phase("long", inject("two", MINUTE_MS), inject("three", trigger=Clock(10 * HOUR_MS))),
        phase("short", inject("four", 90 * SECOND_MS, manual=True), next=None),
    )
    msel = msel_of(script)
    assert column(msel, Part.ID) == ["start", "one", "short", "four", "long", "two", "three"]
    assert column(msel, Part.FROM_START)[2:] == [10 * MINUTE_MS, 10 * MINUTE_MS + 90 * SECOND_MS, "", "", ""]
    assert column(msel, Part.CLOCK)[4:] == ["", "", 10 * HOUR_MS]
    assert column(msel, Part.IN_PHASE)[4:] == ["", MINUTE_MS, ""]
    assert column(msel, Part.DUE)[-1] == "by the clock"


def test_a_drill_past_midnight_shows_the_time_of_day() -> None:
    script = scenario(phase("late", inject("one", 30 * MINUTE_MS), planned_ms=HOUR_MS))
    late = type(script.place)(script.place.name, script.place.zone, 23 * HOUR_MS + 50 * MINUTE_MS)
    msel = msel_of(scenario(*script.phases, place=late))
    assert column(msel, Part.CLOCK) == [23 * HOUR_MS + 50 * MINUTE_MS, 20 * MINUTE_MS]


def test_expected_actions_of_one_inject_stand_numbered_beside_each_other() -> None:
    wanted = [expected("appeal", MINUTE_MS, "appeal", "negosiator", contingency="later"), expected("note")]
    msel = msel_of(scenario(phase("only", inject("push", 0, expect=wanted), inject("later", trigger=Manual()))))
    assert column(msel, Part.EXPECT)[1] == "1. expects appeal\n2. expects note"
    details = "1. appeal; within 1m; by negosiator; met by action appeal\n2. note; within 1m"
    assert column(msel, Part.DETAILS)[1] == details
    assert column(msel, Part.CONTINGENCY)[1] == "1. later\n2."
    assert column(msel, Part.KIND)[2] == "contingency"


def test_who_sees_to_an_inject() -> None:
    roles = {"lead": Role("lead", Text.plain("Pengendali"), "controller"), "kap": Role("kap", Text.plain("Kapolres"))}
    said = {"Responsible controller": "Aiptu Budi"}
    msel = msel_of(
        scenario(
            phase(
                "only",
                inject("a", 0, sender=Text.plain("Pengendali"), sender_role="lead"),
                inject("b", 1, sender=Text.plain("Kapolres"), sender_role="kap"),
                inject("c", 2, sender=Text.plain("Orator"), fields=said),
            ),
            roles=roles,
        )
    )
    assert column(msel, Part.CONTROLLER) == ["", "Pengendali", "", "Aiptu Budi"]
    assert msel.fields == ()


def test_columns_in_which_nothing_would_stand_are_left_out() -> None:
    msel = msel_of(scenario(phase("only", inject("a", 0))))
    assert not {Part.CONTINGENCY, Part.EFFECTS, Part.ATTACHMENTS, Part.SOURCE} & set(msel.parts)
    named = msel_of(scenario(phase("only", inject("a", 0, fields={"Source": "A-12"}))))
    assert Part.SOURCE in named.parts  # or else the field would be read as the source
    assert named.fields == ("Source",)


def test_fields_for_which_there_is_no_column_are_named() -> None:
    fields = {f"Kolom {number}": "x" for number in range(MOST_FIELDS + 2)}
    msel = msel_of(scenario(phase("only", inject("a", 0, fields=fields))))
    assert (len(msel.fields), msel.left_out) == (MOST_FIELDS, ("Kolom 150", "Kolom 151"))
    (note,) = fields_left_out(msel)
    assert str(note) == "There are columns for 150 fields; 2 more are left out: Kolom 150, Kolom 151 …"
    assert fields_left_out(msel_of(small_drill())) == ()


def test_an_inject_after_another_has_no_time() -> None:
    msel = msel_of(scenario(phase("only", inject("a", 0), inject("b", trigger=After("a", None, MINUTE_MS)))))
    times = [column(msel, part)[2] for part in (Part.CLOCK, Part.FROM_START, Part.IN_PHASE)]
    assert (times, column(msel, Part.DUE)[2]) == (["", "", ""], "after a +1m")
