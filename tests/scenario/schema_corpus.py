"""Single mistakes in a good script: what the loader and the JSON Schema both see, and what only the loader can know."""

from __future__ import annotations

from dataclasses import dataclass

from tests.scenario.corpus import BASE as PLAIN

BASE = PLAIN.replace("phases:", "roles: {kapolres: {title: Kapolres}}\nphases:", 1).replace(
    "objectives:", "objectives:\n  - {id: catatan, title: Mencatat, tasks: [{id: catat, title: Catat}]}", 1
)
"""A small script without mistakes."""

AT = "        at: 4m30s\n"
ACTION = "      - {unit: dalmas-awal, does: shield_line, planned: {from: 2m, to: 9m}}\n"
EXPECT_END = "objective: persuasi}"
SECOND = "    planned: 5m\n"
PHASES = "phases:\n"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. ``old`` stands once or more in the script; its first place becomes ``new``."""

    code: str
    old: str
    new: str

    @property
    def script(self) -> str:
        """The script with the mistake."""
        assert self.old in BASE, self
        return BASE.replace(self.old, self.new, 1)

    def __str__(self) -> str:
        return f"{self.code}: {self.new.strip()[:40]}"


def _mistakes(*made: tuple[str, str, str]) -> tuple[Mistake, ...]:
    return tuple(Mistake(*each) for each in made)


def _trigger(text: str) -> str:
    return f"        {text}\n"


SEEN_BY_BOTH = _mistakes(
    ("version", "gladi: 2", "gladi: 3"),
    ("version", "gladi: 2", "gladi: dua"),
    ("version", "gladi: 2", 'gladi: "02"'),
    ("unknown-key", "title: Massa bubar", "title: Massa bubar\n    tujuan: Bubar"),
    ("unknown-key", "at: 4m30s", "at: 4m30s\n        chanel: radio"),
    ("unknown-key", "{tension: 12}", "{tegangan: 12}"),
    ("unknown-key", "text: Kawan-kawan, maju!", "text: {id: Maju!, jw: Ayo!}"),
    ("missing-key", SECOND, ""),
    ("missing-key", "gladi: 2\n", ""),
    ("missing-key", "strength: 4", "source: berita"),
    ("missing-key", ", within: 3m", ""),
    ("wrong-kind", "crowd: {size: 200, start: {tension: 30}}", "crowd: 200"),
    ("wrong-kind", "size: 200", "size: [200]"),
    ("wrong-kind", "text: Kawan-kawan, maju!", "text: [Maju!]"),
    ("wrong-kind", "planned: {from: 2m, to: 9m}", "planned: 2m"),
    ("wrong-kind", AT, _trigger("when: merah")),
    ("wrong-kind", PHASES, "ranks: {a: Danki}\nphases:\n"),
    ("wrong-entry", "planned: {from: 2m, to: 9m}", "planned: [2m, 9m]"),
    ("wrong-entry", PHASES, "assumptions: [[a]]\nphases:\n"),
    ("empty-entry", PHASES, "assumptions:\n  -\n  - a\nphases:\n"),
    ("no-value", "title: Massa bubar", "title:"),
    ("no-value", SECOND, "    planned:\n"),
    ("no-value", SECOND, "    planned: 5m\n    injects:\n"),
    ("empty-text", "title: Massa bubar", 'title: ""'),
    ("empty-text", "title: Massa bubar", 'title: " "'),
    ("empty-text", "title: Massa bubar", "title: {}"),
    ("empty-text", "title: Massa bubar", 'title: {id: "", en: The crowd goes}'),
    ("empty-text", "document: berita.txt", 'document: " "'),
    ("empty-list", PHASES, "ranks: []\nphases:\n"),
    ("empty-list", "planned: {from: 2m, to: 9m}", "planned: []"),
    ("not-a-duration", "at: 4m30s", "at: 4:30"),
    ("not-a-duration", "at: 4m30s", "at: 4"),
    ("not-a-duration", "at: 4m30s", "at: 4m90s"),
    ("not-a-duration", "within: 3m", "within: 3 menit"),
    ("not-a-clock-time", '"09:00"', '"9.00"'),
    ("not-a-clock-time", '"09:00"', '"24:00"'),
    ("not-a-clock-time", AT, _trigger("clock: 9")),
    ("not-an-identifier", "id: orator", "id: Orator Satu"),
    ("not-an-identifier", "id: orator", "id: 1.5"),
    ("not-an-identifier", "id: orator", "id: -5"),
    ("not-an-identifier", "id: latihan-kpu", f"id: {'a' * 65}"),
    ("not-an-identifier", "roles: {kapolres:", "roles: {Kapolres:"),
    ("not-a-name", "document: berita.txt", f"document: {'a' * 201}"),
    ("not-a-name", "document: berita.txt", 'document: "a\\nb"'),
    ("not-a-whole-number", "strength: 4", "strength: empat"),
    ("not-a-whole-number", "strength: 4", "strength: 4.5"),
    ("not-a-whole-number", "strength: 4", 'strength: "04"'),
    ("not-a-whole-number", "strength: 4", "strength: 1_000"),
    ("not-a-number", "tension: 30", "tension: tinggi"),
    ("not-a-number", "tension: 30", 'tension: "3,5"'),
    ("out-of-range", "size: 200", "size: 0"),
    ("out-of-range", "size: 200", 'size: "0"'),
    ("out-of-range", "size: 200", 'size: "1000001"'),
    ("out-of-range", "tension: 30", "tension: 100.5"),
    ("out-of-range", "within: 3m", "within: 0s"),
    ("out-of-range", SECOND, "    planned: 169h\n"),
    ("out-of-range", SECOND, "    planned: 5m\n    max: 168h0m1s\n"),
    ("out-of-range", "{tension: 12}", "{pressure: {rate: 0, for: 5m}}"),
    ("out-of-range", AT, _trigger('when: {tension: "> 100.5"}')),
    ("out-of-range", AT, _trigger('when: {force: ">= 7"}')),
    ("out-of-range", AT, _trigger("every: {interval: 1m, count: 0}")),
    ("not-a-flag", AT, f"{AT}        confirm: ya\n"),
    ("not-a-flag", AT, f"{AT}        repeats: 1\n"),
    ("only-true", AT, _trigger("manual: false")),
    ("only-true", AT, _trigger('manual: "false"')),
    ("not-a-flag", AT, _trigger("manual: ya")),
    ("not-a-comparison", AT, _trigger("when: {tension: 60}")),
    ("not-a-comparison", AT, _trigger('when: {tension: "60 <"}')),
    ("not-a-comparison", AT, _trigger('when: {tension: "> =60"}')),
    ("not-a-path", AT, f"{AT}        attachments: [{{file: ../peta.png}}]\n"),
    ("not-a-path", AT, f"{AT}        attachments: [{{file: /peta.png}}]\n"),
    ("not-a-path", AT, f"{AT}        attachments: [{{file: con.png}}]\n"),
    ("not-a-path", AT, f"{AT}        attachments: [{{file: gambar//peta.png}}]\n"),
    ("unknown-ending", AT, f"{AT}        attachments: [{{file: peta.exe}}]\n"),
    ("unknown-ending", AT, f"{AT}        attachments: [{{file: peta}}]\n"),
    ("unknown-word", "kind: negotiator", "kind: negotiatr"),
    ("unknown-word", "{tension: 12}", "{behaviour: Agresif}"),
    ("unknown-word", "{tension: 12}", "{provocateurs: maybe}"),
    ("unknown-word", AT, _trigger("when: {situation: oranye}")),
    ("unknown-word", AT, f"{AT}        assumed: [jam]\n"),
    ("several-triggers", AT, f'{AT}        clock: "09:30"\n'),
    ("several-triggers", AT, f"{AT}        manual: true\n"),
    ("several-triggers", AT, _trigger("manual: true") + _trigger("every: {interval: 1m, count: 2}")),
    ("several-triggers", SECOND, f"{SECOND}    exits: [{{at: 1m, when: {{presence: < 15}}}}]\n"),
    (
        "several-triggers",
        SECOND,
        f"{SECOND}    decisions: [{{id: a, ask: a, choices: [{{id: a, title: a}}], at: 1m, on: {{phase: bubar}}}}]\n",
    ),
    ("exit-without-trigger", SECOND, f"{SECOND}    exits: [{{to: end}}]\n"),
    ("confirm-manual", AT, _trigger("manual: true") + _trigger("confirm: true")),
    ("confirm-manual", AT, _trigger("manual: true") + _trigger('confirm: "true"')),
    ("after-one", AT, _trigger("after: {delay: 1m}")),
    ("after-one", SECOND, f"{SECOND}    exits: [{{after: {{inject: orator, expected: himbauan}}}}]\n"),
    ("when-nothing", AT, _trigger("when: {for: 1m}")),
    ("on-one", AT, _trigger("on: {delay: 1m}")),
    ("on-one", AT, _trigger("on: {phase: bubar, action: appeal}")),
    ("on-state", AT, _trigger("on: {phase: bubar, is: met}")),
    ("on-state", AT, _trigger("on: {record: arrest, is: started}")),
    ("on-belongs", AT, _trigger("on: {phase: bubar, choice: a}")),
    ("on-belongs", AT, _trigger("on: {record: arrest, unit: dalmas-awal}")),
    ("record-word", EXPECT_END, "record: {kind: arrest, side: crowd}}"),
    ("record-word", EXPECT_END, "record: {kind: casualty, medium: photo}}"),
)
"""What is a matter of shape: neither lets it pass."""

PASSED_OVER = _mistakes(
    # YAML has read a number before the schema sees one.
    ("not-a-whole-number", "strength: 4", "strength: 04"),
    ("not-a-whole-number", "strength: 4", "strength: 4.0"),
    ("not-a-whole-number", "strength: 4", "strength: 0x1F"),
    ("not-a-number", "tension: 30", "tension: 3e1"),
    ("not-a-number", "tension: 30", "tension: .5"),
    ("not-an-identifier", "id: orator", "id: +5"),
    ("not-an-identifier", "id: orator", "id: 5.0"),
    ("not-a-flag", AT, f"{AT}        confirm: True\n"),
    # Of a number in quotes the schema sees the digits, not how much they make.
    ("out-of-range", "tension: 30", 'tension: "101"'),
)
"""Matters of shape that the schema lets pass, each with a reason."""

ONLY_THE_LOADER_KNOWS = _mistakes(
    ("unknown-zone", "Asia/Jakarta", "WIB"),
    ("unquoted-time", '"09:00"', "09:00"),
    ("unquoted-time", "title: Massa bubar", "title: 12:30"),
    ("duplicate-id", "id: bubar", "id: negosiasi"),
    ("reserved-id", "id: bubar", "id: end"),
    ("unknown-reference", "by: negosiator", "by: nobody"),
    ("unknown-reference", SECOND, f"{SECOND}    next: pulang\n"),
    ("inject-without-trigger", AT, ""),
    (
        "unknown-choice",
        SECOND,
        (
            f"{SECOND}    decisions: [{{id: a, ask: a, choices: [{{id: b, title: b}}]}}]\n"
            "    exits: [{on: {decision: a, choice: c}}]\n"
        ),
    ),
    (
        "duplicate-choice",
        SECOND,
        f"{SECOND}    decisions: [{{id: a, ask: a, choices: [{{id: b, title: b}}, {{id: b, title: c}}]}}]\n",
    ),
    (
        "several-planned",
        SECOND,
        (
            f"{SECOND}    decisions:\n      - id: a\n        ask: a\n        choices:\n"
            "          - {id: b, title: b, planned: true}\n          - {id: c, title: c, planned: true}\n"
        ),
    ),
    ("bounds", SECOND, f"{SECOND}    min: 6m\n"),
    ("unknown-role", AT, f"{AT}        to: kapolsek\n"),
    ("same-key", PHASES, "tags: [{key: 1, id: a, text: a}, {key: 1, id: b, text: b}]\nphases:\n"),
    ("task-of-another", EXPECT_END, f"{EXPECT_END[:-1]}, task: catat}}"),
    ("own-contingency", EXPECT_END, f"{EXPECT_END[:-1]}, contingency: orator}}"),
    ("inject-after-phase", "at: 4m30s", "at: 11m"),
    ("span-backwards", "{from: 2m, to: 9m}", "{from: 9m, to: 2m}"),
    ("span-after-phase", "to: 9m", "to: 11m"),
    ("spans-overlap", "{from: 2m, to: 9m}", "[{from: 2m, to: 9m}, {from: 8m}]"),
    ("too-many-personnel", "does: shield_line", "does: shield_line, personnel: 31"),
    (
        "no-personnel",
        "strength: 4}\n  dalmas-awal: {title: Dalmas Awal, kind: dalmas_awal, strength: 30}",
        "strength: 0}",
    ),
    ("same-action-twice", ACTION, ACTION + ACTION),
    ("setting-out-of-range", PHASES, "findings: {R1: {within: 9s}}\nphases:\n"),
)
"""What takes a look at the whole script, at other files, or at the quotes that YAML drops."""

OUTSIDE_THE_SCRIPT = frozenset(
    {
        "missing-attachment",
        "attachment-outside",
        "attachment-too-large",
        "is-a-programme",
        "stage-problems",
        "first-stage-carries",
    }
)
"""Kinds of problem that depend on other files, or on what the script is opened for."""

STRICTER = {
    "a text": ("title: Massa bubar", ("null", "~", "true", "False")),
    "a name": ("document: berita.txt", ("null", "~", "true")),
    "an identifier": ("id: latihan-kpu", ("null", "true", "1e-3")),
}
"""What YAML without quotes takes for something that is no text: the loader reads it, the schema asks for quotes."""
