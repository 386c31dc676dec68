"""A script with branches, gates, tags, triggers and records, for tests of the window that runs it."""

from __future__ import annotations

from player.model.scenario import LoadedScenario
from player.scenario import read_scenario

_SCRIPT = """\
gladi: 2
id: branches
title: Branching drill
place: {name: Alun-alun, zone: Asia/Jakarta, starts: "09:00"}
ranks: [Kapolres, Wakapolres, Kabag Ops, Kasat Samapta, Kasat Intelkam, Kasat Reskrim, Danki, Danton, Kanit, Danru]
units:
  dalmas: {title: Dalmas Awal, kind: dalmas_awal, strength: 30}
  medis: {title: Tim Kesehatan, kind: medical, strength: 6}
  cannon: {title: Water cannon, kind: water_cannon, strength: 8}
roles:
  kapolres: {title: Kapolres, unit: dalmas, channel: radio}
crowd: {size: 200, start: {tension: 50, presence: 60}}
readiness:
  - {id: radio, text: Radios tried, kind: communication}
  - {id: shields, text: Shields counted, kind: kit, unit: dalmas}
  - {id: banner, text: Banner hung, required: false}
  - {id: hose, text: Hose tried, kind: vehicle, unit: cannon, before: spray}
tags:
  - {key: 1, id: calm, text: Calm chants, behaviour: tertib, colour: green}
  - {key: 4, id: stones, text: Throwing stones at officers, behaviour: agresif, colour: red}
  - {key: 9, id: alone, text: Officer chases alone, colour: purple}
phases:
  - id: gather
    title: Gathering
    planned: 10m
    min: 2m
    max: 12m
    injects:
      - id: arrival
        title: Arrival
        at: 1m
        text: They come.
        note: Helmets first.
        expect:
          - {id: greet, text: Greet the crowd, within: 1m, contingency: nobody}
          - id: wounded
            text: Two casualties on record
            by: medis
            within: 8m
            record: {kind: casualty, count: 2, side: crowd, severity: light}
      - {id: nobody, title: Nobody greets them, manual: true, text: Where are you?}
      - {id: chant, title: Chants, every: {interval: 1m, first: 2m, count: 3}, text: Out!}
      - {id: march, title: March, after: {inject: arrival, delay: 3m}, text: They march.}
      - {id: strain, title: Strain, when: {force: ">= 5", for: 10s}, text: It breaks.}
      - {id: answer, title: Answer to stones, on: {tag: stones}, repeats: true, text: The post asks.}
      - {id: wait, title: Wait for it, at: 9m, confirm: true, text: Now.}
    actions:
      - id: line
        unit: dalmas
        does: shield_line
        personnel: 20
        order_from: [Danki, Kapolres]
        order: {by: Kapolres, channel: voice, ahead: 30s, text: Hold the line.}
        reason: The crowd presses.
        planned: {from: 5m}
      - {id: aid, unit: medis, does: medical_aid, reason: Somebody lies there.}
    decisions:
      - id: gas
        ask: The Danki asks for gas. Granted?
        after: {inject: arrival, delay: 2m}
        choices:
          - {id: refused, title: Not yet, planned: true}
          - {id: granted, title: Now, to: spray}
      - id: outcome
        ask: Do they accept?
        by: kapolres
        choices:
          - {id: rejected, title: They reject it, to: spray, planned: true}
          - {id: accepted, title: They accept it, to: home}
  - id: spray
    title: Water
    planned: 5m
    injects: [{id: wet, title: Wet, at: 1m, text: Water!}]
    next: rest
  - id: rest
    title: Rest
    planned: 4m
    optional: true
    ends: on_time
    next: home
  - id: home
    title: Homeward
    planned: 5m
    exits: [{when: {presence: "< 30", for: 10s}, to: end}]
    injects: [{id: leave, title: They leave, at: 1m, text: Home., effects: {presence: -50}}]
"""


def branching_script(**replaced: str) -> LoadedScenario:
    """The script, with other texts in the place of those it has: ``**{"Hold the line.": "Hold!"}``."""
    text = _SCRIPT
    for old, new in replaced.items():
        assert old in text, old
        text = text.replace(old, new)
    return read_scenario(text, "branches.yaml")


BRANCHING_TEXT = _SCRIPT
"""The script as its author wrote it."""
