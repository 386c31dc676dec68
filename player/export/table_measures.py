"""The measures of a session as tables: as they are shown, each with how it is counted; and every figure by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from player.export.cells import FIGURE, YES_NO
from player.export.session_source import SessionSource
from player.export.table import Column, Table, Value
from player.i18n import N_, _
from player.model.doctrine import BEHAVIOUR_TITLES, SITUATION_TITLES, Behaviour, Situation
from player.model.scenario import Scenario
from player.review.entry_wording import stage_text
from player.review.measures_plain import plain_measures
from player.review.measures_wording import dispersed_name, measure_groups

KEYS: Mapping[str, str] = {
    N_("First appeal or warning"): "warning.first_ms",
    N_("From leaving green to an appeal or a warning"): "warning.wait_after_green_ms",
    N_("From the first appeal or warning to the first force"): "warning.ahead_of_force_ms",
    N_("First warning (appeals not counted)"): "warning.warned_ms",
    N_("From order to action"): "orders.delays.median_ms",
    N_("Above the ceiling"): "force.excess_ms",
    N_("Highest stage"): "force.highest",
    N_("Personnel committed at most"): "force.personnel",
    N_("Force after that"): "dispersal.force_after_ms",
    N_("After the first red"): "dispersal.since_red_ms",
    N_("After the highest tension"): "dispersal.since_peak_ms",
    N_("Force above the ceiling until then"): "dispersal.excess_permille",
    N_("Done on time"): "expected.total.met",
    N_("Done late"): "expected.total.late",
    N_("Not seen"): "expected.total.missed",
    N_("Still open"): "expected.total.open",
    N_("From inject to action"): "expected.total.delays.median_ms",
    N_("Delivered on time"): "injects.on_time",
    N_("Delivered late"): "injects.late",
    N_("Delivered by hand"): "injects.by_hand",
    N_("Injects held back"): "injects.held",
    N_("Skipped"): "injects.skipped",
    N_("Never delivered"): "injects.passed",
}
"""The key of the figure that a measure shows first, by the name of the measure."""

_UNITS = {
    "person_ms": N_("person-seconds"),
    "excess_stage_ms": N_("stage-seconds"),
    "worst.stage_ms": N_("stage-seconds"),
    "_permille": "‰",
}
"""The units of figures that are no times, by how their keys end."""

_MEASURES = (
    Column("group", N_("Group"), 26),
    Column("name", N_("Measure"), 40),
    Column("shown", N_("As shown"), 14),
    Column("detail", N_("Detail"), 40),
    Column("look", N_("Worth a look"), 8, YES_NO),
    Column("about", N_("How it is counted"), 70),
    Column("value", N_("Figure"), 12, FIGURE),
    Column("unit", N_("Unit of the figure"), 12),
    Column("key", N_("Key"), 40),
)


def _measures(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    figures = dict(_flat(plain_measures(source.measures)))
    keys = _keys(source.scenario)
    told: set[str] = set()
    for group in measure_groups(source.measures, source.scenario):
        for row in group.rows:
            key = keys.get(row.name, "")
            key = "" if key in told or key not in figures else key
            told.add(key)
            value, unit = _figure(key, figures.get(key))
            yield group.title, row.name, row.value, row.detail, row.alarming, row.about, value, unit, key


_TABLES_OF_THEIR_OWN = ("expected.called.", "injects.deliveries.", "orders.orders.")

_FIGURES = (
    Column("key", N_("Key"), 60),
    Column("value", N_("Figure"), 14, FIGURE),
    Column("unit", N_("Unit of the figure"), 16),
    Column("word", N_("Word"), 30),
)


def _all_figures(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    for key, figure in _flat(plain_measures(source.measures)):
        if not key.startswith(_TABLES_OF_THEIR_OWN):
            if isinstance(figure, str):
                yield key, None, "", figure
                continue
            yield key, *_figure(key, int(figure) if isinstance(figure, bool) else figure), ""


def _keys(scenario: Scenario) -> dict[str, str]:
    """The key of every measure, by its name in the language in use."""
    keys = {_(name): key for name, key in KEYS.items()}
    keys[dispersed_name()] = "dispersal.at_ms"
    for colour in Situation:
        name = _("Situation: {situation}").format(situation=_(SITUATION_TITLES[colour]))
        keys[name] = f"situation_ms.{colour.name.lower()}"
    for behaviour in Behaviour:
        name = _("Behaviour: {behaviour}").format(behaviour=_(BEHAVIOUR_TITLES[behaviour]))
        keys[name] = f"behaviour_ms.{behaviour.key}"
    for stage in range(7):
        keys[_("Stage {stage}").format(stage=stage_text(stage))] = f"force.stage_ms.{stage}"
    return {**keys, **{str(unit.title): f"units.{unit.id}.action_ms" for unit in scenario.units.values()}}


def _figure(key: str, figure: Value) -> tuple[Value, str]:
    """A figure with its unit: times in seconds, so that a spreadsheet can reckon with them."""
    unit = next((unit for ending, unit in _UNITS.items() if key.endswith(ending)), "")
    if not unit and any(part.endswith("_ms") for part in key.split(".")):
        unit = "s"
    if figure is None or not unit or unit == "‰":
        return figure, "" if figure is None else unit
    assert isinstance(figure, int)
    return (figure // 1000 if figure % 1000 == 0 else figure / 1000), _(unit)


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, Value]]:
    """Every figure under its key; what stands in lists is numbered from 1."""
    if isinstance(value, list):
        value = {str(number): inner for number, inner in enumerate(value, 1)}
    if not isinstance(value, dict):
        yield key, value
        return
    for name, inner in value.items():
        yield from _flat(inner, f"{key}.{name}" if key else name)


MEASURES = Table("measures", N_("Measures"), _MEASURES, _measures, frozen=2, printed=6)
FIGURES = Table("figures", N_("Figures for programs"), _FIGURES, _all_figures)
