"""Files as large as a script may be, none of which is a good one: each with what makes it and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count, islice

from player.scenario.compose import MOST_ENTRIES, MOST_NODES
from tests.helpers.big_scenario import big_scenario
from tests.scenario.corpus import BASE

Maker = Callable[[int], bytes]
"""Makes a file of about so many bytes, never more."""

_BEFORE_INJECTS, _ = BASE.split("      - id: orator", 1)


def full_of(piece: str, before: str = "", after: str = "") -> Maker:
    """A file that consists of one piece again and again."""
    unit, head, tail = piece.encode(), before.encode(), after.encode()
    return lambda size: head + unit * ((size - len(head) - len(tail)) // len(unit)) + tail


def counting(template: str, before: str = "", after: str = "", values: int = 0) -> Maker:
    """A file that consists of one piece again and again, each with its number where the template has ``#``.

    Args:
        values: of one piece; where given, the file stays below the limits, so that all of it is looked at.
    """
    left, _, right = template.partition("#")
    most = min(MOST_NODES * 9 // 10 // values, MOST_ENTRIES) if values else None

    def make(size: int) -> bytes:
        pieces, room = [before], size - len(before.encode()) - len(after.encode())
        for number in islice(count(), most):
            piece = f"{left}{number}{right}"
            room -= len(piece.encode())
            if room < 0:
                break
            pieces.append(piece)
        return "".join([*pieces, after]).encode()

    return make


def drill(change: Callable[[str], str], injects: int = 15_000) -> Maker:
    """A long drill with something wrong in it, by default nearly as long as may be."""
    return lambda size: change(big_scenario(min(injects, size // 400))).encode()


_LIST = "gladi: 2\nassumptions:\n"
_BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))

HEAVY: Mapping[str, tuple[str, Maker]] = {
    # structure
    "list": ("too-many-entries", full_of("- a\n")),
    "list-under-a-key": ("too-many-entries", full_of("- a\n", _LIST)),
    "list-in-brackets": ("too-many-entries", full_of("a, ", "gladi: 2\nassumptions: [", "a]\n")),
    "list-of-nothing": ("too-many-entries", full_of("-\n", _LIST)),
    "list-of-groups": ("too-many-entries", full_of("- {}\n", _LIST)),
    "list-of-pairs": ("too-many-entries", full_of("a: b, ", "gladi: 2\nassumptions: [", "a]\n")),
    "brackets-in-brackets": ("too-deep", full_of("[")),
    "groups-in-groups": ("too-deep", full_of("{a: ")),
    "dashes": ("too-deep", full_of("- ")),
    "question-marks": ("too-deep", full_of("? ")),
    "colons-on-one-line": ("yaml-colon", full_of("a: ")),
    "colons": ("yaml-indent", full_of(": ")),
    "commas": ("yaml-start", full_of(",")),
    "keys-that-are-lists": ("key-not-text", full_of("[a]: b\n")),
    "keys-with-question-marks": ("duplicate-key", full_of("? a\n")),
    # keys
    "one-key-again-and-again": ("duplicate-key", full_of("a: 1\n")),
    "one-key-without-a-value": ("duplicate-key", full_of("a:\n")),
    "one-key-in-braces": ("duplicate-key", full_of("a, ", "gladi: 2\nassumptions: {", "a}\n")),
    "unknown-keys": ("too-many-entries", counting("key#: 1\n")),
    "keys-nearly-right": ("too-many-entries", counting("titl#: 1\n", "gladi: 2\n")),
    "long-keys-nearly-right": ("unknown-key", counting(f"  {'e' * 60}-#: 1\n", "gladi: 2\nplace:\n", values=2)),
    "injects-nearly-right": (
        "unknown-key",
        counting(
            "      - {id: i#, at: 1m, txt: a, chanel: b, tittle: c, souce: d, xxx: e}\n", _BEFORE_INJECTS, values=15
        ),
    ),
    "references-nearly-right": (
        "unknown-reference",
        counting("      - {id: i#, at: 1m, text: a, source: berit}\n", _BEFORE_INJECTS, values=9),
    ),
    "one-name-for-all": (
        "duplicate-id",
        counting("      - {id: i, at: 1m, text: a#}\n", _BEFORE_INJECTS, values=7),
    ),
    "merge-keys": ("merge-key", full_of("<<: {a: 1}\n")),
    "one-long-key": ("text-too-long", full_of("a", after=": 1\n")),
    # texts
    "one-word": ("text-too-long", full_of("a")),
    "one-text": ("text-too-long", full_of("kata ", "gladi: 2\ntitle: ", "\n")),
    "one-folded-text": ("text-too-long", full_of("  kata kata\n", "gladi: 2\ntitle: >\n")),
    "one-literal-text": ("text-too-long", full_of("  kata kata\n", "gladi: 2\ntitle: |\n")),
    "one-quoted-text": ("text-too-long", full_of("kata kata\n  ", 'gladi: 2\ntitle: "', '"\n')),
    "a-quote-never-closed": ("yaml-quote", full_of("kata kata\n  ", 'gladi: 2\ntitle: "')),
    "quotation-marks": ("text-too-long", full_of("''")),
    "quotation-marks-in-pairs": ("yaml-after-quote", full_of('""')),
    "long-texts": ("missing-key", full_of("- " + "x" * 9990 + "\n", _LIST)),
    "long-texts-of-wide-letters": ("missing-key", full_of("- " + "x" * 9900 + "😀\n", _LIST)),
    "wide-letters": ("text-too-long", full_of("😀")),
    "backslashes": ("text-too-long", full_of("\\\\", 'a: "', '"\n')),
    "escaped-control-characters": ("control-character", full_of('- "\\x01"\n')),
    "signs-of-a-literal-text": ("yaml-block", full_of("|")),
    "signs-that-begin-nothing": ("yaml-start", full_of("@")),
    # blanks
    "blanks": ("empty", full_of(" ")),
    "blank-lines": ("empty", full_of("   \n")),
    "no-lines": ("empty", full_of("\n")),
    "no-lines-of-an-old-mac": ("empty", full_of("\r")),
    "tabs": ("tab", full_of("\t")),
    "tabs-before-a-letter": ("tab", full_of("\t", after="a\n")),
    "lines-with-tabs": ("tab", full_of("\ta: 1\n")),
    "comments": ("empty", full_of("# a\n")),
    "one-comment": ("empty", full_of("#")),
    # characters
    "control-characters": ("control-character", full_of("\x01")),
    "a-control-character-in-each-line": ("control-character", full_of("a: \x01\n")),
    "a-control-character-at-the-end": ("control-character", full_of("# a\n", after="\x01\n")),
    "byte-order-marks": ("control-character", full_of("\ufeff")),
    "lines-ended-by-nel": ("control-character", full_of("a: 1\x85")),
    "line-separators": ("control-character", full_of("\u2028")),
    "zeros": ("binary", full_of("\0")),
    "zeros-after-a-script": ("control-character", full_of("\0", BASE)),
    # what YAML has and a script has not
    "documents": ("several-documents", full_of("--- a\n")),
    "document-starts": ("several-documents", full_of("---\n")),
    "document-ends": ("yaml-start", full_of("...\n")),
    "version-lines": ("yaml-directive", full_of("%YAML 1.1\n")),
    "tag-handles": ("yaml-directive", counting("%TAG !a#! tag:x\n", after="--- a\n")),
    "tag-handles-after-a-document": ("yaml-directive", counting("%TAG !a#! tag:x\n", "a: 1\n...\n", "--- a\n")),
    "unknown-directives": ("yaml-directive", full_of("%a\n")),
    "anchors": ("anchor", counting("- &a# b\n")),
    "aliases": ("anchor", full_of("- *a\n", "- &a b\n")),
    "aliases-of-aliases": ("anchor", full_of("- *a9\n", f"a0: &a0 [x]\n{_BOMB}z:\n")),
    "tags": ("tag", full_of("- !!str a\n")),
    "one-long-anchor": ("anchor", full_of("a", "a: &", " b\n")),
    "one-long-tag": ("tag", full_of("a", "a: !", " b\n")),
    "one-long-escaped-tag": ("tag", full_of("%41", "a: !", " b\n")),
    "stars": ("alias", full_of("*")),
    "ampersands": ("anchor", full_of("&")),
    "exclamation-marks": ("tag", full_of("!")),
    # drills
    "a-drill-with-a-mistake-in-every-inject": ("not-a-duration", drill(lambda text: text.replace("at: ", "at: x"))),
    "a-drill-with-a-mistake-at-the-end": ("unknown-key", drill(lambda text: f"{text}zzz: 1\n")),
    "a-drill-with-a-bracket-at-the-end": ("yaml-bracket", drill(lambda text: f"{text}zzz: [\n")),
    "a-drill-too-long": ("too-many-values", drill(str, injects=20_000)),
}
"""Every heavy file by its name: a kind of problem it is refused for, and what makes it."""

BYTES: Mapping[str, tuple[str, Callable[[int], bytes]]] = {
    "utf-16": ("encoding", lambda size: BASE.encode("utf-16") * (size // 4000)),
    "utf-16-le": ("encoding", lambda size: BASE.encode("utf-16-le") * (size // 4000)),
    "no-utf-8": ("encoding", lambda size: b"\xff" * size),
    "no-utf-8-at-the-end": ("encoding", lambda size: b"# a\n" * ((size - 1) // 4) + b"\xff"),
    "noise": ("binary", lambda size: bytes(range(256)) * (size // 256)),
}
"""Heavy files that are no text in UTF-8."""


def _injects(triggers: list[str]) -> str:
    """A script of one phase whose injects have these triggers."""
    injects = (f"      - {{id: i{place}, text: a, {trigger}}}\n" for place, trigger in enumerate(triggers))
    return f"{_BEFORE_PHASES}  - id: a\n    title: a\n    planned: 10m\n    injects:\n{''.join(injects)}"


def _phases(onward: list[str]) -> str:
    """A script of phases, each of which says this of where it leads."""
    phases = (f"  - {{id: p{place}, title: a, planned: 1m{more}}}\n" for place, more in enumerate(onward))
    return _BEFORE_PHASES + "".join(phases)


_BEFORE_PHASES, _ = BASE.split("  - id: negosiasi\n", 1)
_MANY = 5_000

LONG: Mapping[str, Callable[[], str]] = {
    "phases": lambda: _phases([""] * _MANY),
    "phases from the last to the first": lambda: _phases(
        [f", next: p{_MANY - 1}", ", next: end", *(f", next: p{place - 1}" for place in range(2, _MANY))]
    ),
    "phases that wait for those before": lambda: _phases(
        ["", *(f", injects: [{{id: i{n}, text: a, on: {{phase: p{n - 1}, is: ended}}}}]" for n in range(1, _MANY))]
    ),
    "injects that wait for the next": lambda: _injects(
        [*(f"after: {{inject: i{place + 1}, delay: 1s}}" for place in range(_MANY)), "at: 0s"]
    ),
    "injects that wait for each other": lambda: _injects(
        [*(f"after: {{inject: i{place + 1}, delay: 1s}}" for place in range(_MANY)), "after: {inject: i0, delay: 1s}"]
    ),
    "planned times": lambda: BASE.replace(
        "planned: {from: 2m, to: 9m}",
        f"planned: [{', '.join(f'{{from: {20 * place}ms, to: {20 * place + 10}ms}}' for place in range(_MANY * 5))}]",
    ),
}
"""Scripts without a mistake that are longer than any drill."""
