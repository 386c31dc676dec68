"""A whole drill on the real window, by keys and simulated time, against the same drill without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from player.engine.rehearsal import Route, rehearse
from player.engine.routes import routes_of
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.resources import scenarios_folder
from player.scenario import is_programme, load_scenario
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.run.units import pending_order
from tests.helpers.controller import Controller, choose_rank
from tests.helpers.depth import is_deep
from tests.helpers.desk import ALT, Desk


def shipped_drills() -> list[Path]:
    """The files of the drills that are shipped, without the programmes that chain them."""
    return [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]


def _alike(event: ev.Event) -> tuple[int, ev.Body]:
    """What window and headless run must agree on: not who pressed it, but what happened when."""
    body = event.body
    if isinstance(body, ev.InjectFired) and body.how in {ev.Firing.GO, ev.Firing.PLAN}:
        body = replace(body, how=ev.Firing.PLAN)
    return event.exercise_ms, body


def play(desk: Desk, loaded: LoadedScenario, route: Route | None = None) -> None:
    """Play a drill by keys along a route, and hold its session against the rehearsal of that route."""
    desk.run(loaded)
    path = desk.view.drill.path
    Controller(desk, route).play()
    assert desk.view.unsaved_count == 0
    desk.close()

    assert verify_session(path).status is VerifyStatus.INTACT
    saved = read_session(path)
    assert saved.finished
    assert saved.loaded.sha256 == loaded.sha256
    by_keys = [_alike(record.event) for record in saved.records[1:]]
    assert by_keys == [_alike(event) for event in rehearse(loaded.scenario, route).events]


@pytest.mark.parametrize("script", shipped_drills(), ids=lambda path: path.stem)
def test_every_shipped_drill_can_be_run_by_keys(desk: Desk, script: Path) -> None:
    play(desk, load_scenario(script))


def shortest_routes(loaded: LoadedScenario, count: int) -> list[Route]:
    """So many of the routes of a script that are not the planned one, the quickest to play first."""
    routes = routes_of(loaded.scenario)[1:]
    return sorted(routes, key=lambda route: rehearse(loaded.scenario, route).fold.now_ms)[:count]


@pytest.mark.parametrize("number", range(3 if is_deep() else 1))
def test_other_routes_by_keys_are_the_routes_without_a_window(desk: Desk, number: int) -> None:
    loaded = load_scenario(scenarios_folder() / "banjarnegara-2023.yaml")
    play(desk, loaded, shortest_routes(loaded, 3)[number])


def test_an_order_named_before_is_followed_by_the_action(desk: Desk, okut: LoadedScenario) -> None:
    desk.run(okut)
    desk.start_ex()
    desk.next_phase()
    offer = next(one for one in desk.page.units.offers() if one.order_from)
    with desk.answering(lambda sheet: choose_rank(sheet, offer.order_from[0])):
        desk.press(desk.unit_key(offer.id), ALT)
    assert pending_order(desk.view.state, offer) == 1
    desk.press(desk.unit_key(offer.id))
    (run,) = desk.view.state.running.values()
    assert (run.offer, run.order) == (offer.id, 1)
    assert pending_order(desk.view.state, offer) is None
