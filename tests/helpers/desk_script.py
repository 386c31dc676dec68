"""A short script that can be saved and read back, for tests of the window."""

from __future__ import annotations

from player.model.scenario import LoadedScenario
from player.scenario import read_scenario

_SCRIPT = """\
gladi: 2
id: short
title: {id: {title}, en: {title}}
place: {name: {place}, zone: Asia/Jakarta, starts: "{starts}"}
ranks: [Kapolres, {rank}]
units:
  dalmas: {title: {unit}, kind: dalmas_awal, strength: 30}
  negosiator: {title: Negosiator, kind: negotiator, strength: 4}
  cannon: {title: Water cannon, kind: water_cannon, strength: 8}
crowd: {size: 200, start: {tension: 30}}
phases:
  - id: gather
    title: {phase}
    goal: {goal}
    planned: 10m
    injects:
      - {id: arrival, title: {arrival}, at: 1m, from: {from}, text: {text}, effects: {tension: 5}}
      - id: orator
        title: Orator
        at: 2m
        confirm: true
        text: The orator calls the crowd.
        expect:
          - {id: warn, text: {expected}, action: warning, by: negosiator, within: 3m}
          - {id: report, text: Report to the post, within: 5m}
      - {id: rumour, title: Rumour, manual: true, text: Somebody was hurt.}
      - {id: bottle, title: Bottle, at: 4m, text: A bottle flies., effects: {tension: 10}}
    actions:
      - {id: line, unit: dalmas, does: shield_line, personnel: 20, planned: {from: 1m, to: 9m}}
      - {id: warning, unit: negosiator, does: warning, planned: {from: 3m, to: 4m}}
      - {id: arrest, unit: dalmas, does: hard_arrest, order_from: [{rank}], personnel: 4}
  - id: push
    title: Push
    planned: 5m
    injects:
      - {id: shove, title: Shove, at: 1m, text: They push.}
    actions:
      - {id: spray, unit: cannon, does: water_cannon, order_from: [{rank}]}
      - {id: line-2, unit: dalmas, does: shield_line, personnel: 20}
"""

_WORDS = {
    "title": "Short drill",
    "place": "Alun-alun",
    "starts": "09:00",
    "unit": "Dalmas Awal",
    "phase": "Gathering",
    "goal": "Everybody stands.",
    "arrival": "Arrival",
    "from": "Orator",
    "text": "The crowd arrives.",
    "expected": "Warn the crowd",
    "rank": "Danki",
}


def short_script(**words: str) -> LoadedScenario:
    """A script of two phases and a quarter of an hour.

    Args:
        words: other words for ``title``, ``place``, ``starts`` and so on, as `_WORDS` has them.
    """
    text = _SCRIPT
    for name, word in {**_WORDS, **words}.items():
        quoted = word if name == "starts" else "'" + word.replace("'", "''") + "'"
        text = text.replace("{" + name + "}", quoted)
    return read_scenario(text, "short.yaml")
