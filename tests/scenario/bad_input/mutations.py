"""Good scripts made bad, by chance: their lines, their characters and bytes, or the tree of their keys.

Works on whatever good scripts there are, and knows nothing of the language but what stands in them.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

from player.resources import scenarios_folder
from tests.scenario.corpus import GOOD

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Tree: TypeAlias = Any
Path: TypeAlias = tuple[str | int, ...]


class Changed(str):
    """A changed script, which in a report does not show itself at its full length."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<a changed script of {len(self)} characters>"


class ChangedBytes(bytes):
    """The same in bytes."""

    def __repr__(self) -> str:
        return f"<a changed script of {len(self)} bytes>"


SCRIPTS: Mapping[str, str] = {
    **{name: data.decode() for name, data in GOOD.items()},
    **{path.name: path.read_text(encoding="utf-8") for path in sorted(scenarios_folder().glob("*.yaml"))},
}
"""Every good script, by the name of its file."""

EVERY = tuple(sorted(SCRIPTS))
PROGRAMMES = tuple(name for name in EVERY if re.search(r"^stages:", SCRIPTS[name], re.MULTILINE))
"""Names of all, and of those that are a programme."""

_VALUE = re.compile(r"(?<=: )[^{}\[\],#|>\n]+")
_KEY = re.compile(r"(?:(?<=[{ ])|^)[a-z_]+(?=: )", re.MULTILINE)
_DURATION = re.compile(r"(?:\d+h)?(?:\d+m)?(?:\d+s)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")

_ODD_VALUES = (
    *("", "~", "no", "0", "-1", "+1", "1e9", "3.7", "0123", "999999999", "10:00", '"09:30"', '"24:00"'),
    *("5m", "90s", "0s", "1ms", "168h", "169h", "1h90m", "end", "startex", "true", "false", "on", "off"),
    *("[]", "{}", "[a]", "{a: b}", "{id: a, en: b}", "- a", "a: b", "*a", "&a b", "!!int 3", "<<", "|", ">-"),
    *('"', "'", "#", "@a", "%a", "`a`", "{", "]", "é", "\u00a0", "\t", "\x07", ">= 60", "= merah", "x" * 200),
)
_NEAR_VALUES = {
    "duration": ("0s", "1ms", "1s", "59s", "1m", "10m", "2h", "168h"),
    "number": ("0", "1", "-1", "0.5", "3", "30", "99.9", "100", "1000", "100000"),
    "flag": ("true", "false"),
}


def _near(value: str, names: list[str], draw: Draw) -> str:
    """Another value of the same kind."""
    if value in _NEAR_VALUES["flag"]:
        return str(draw(st.sampled_from(_NEAR_VALUES["flag"])))
    if value and _DURATION.fullmatch(value):
        return str(draw(st.sampled_from(_NEAR_VALUES["duration"])))
    if _NUMBER.fullmatch(value):
        return str(draw(st.sampled_from(_NEAR_VALUES["number"])))
    return str(draw(st.sampled_from(names)))


# Lines


def _block(lines: list[str], place: int) -> int:
    """Where the block that begins in a line ends: the line and all below it that lie deeper."""
    depth = _depth(lines[place])
    end = place + 1
    while end < len(lines) and (not lines[end].strip() or _depth(lines[end]) > depth):
        end += 1
    return end


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _place(lines: list[str], draw: Draw) -> int:
    return int(draw(st.integers(0, len(lines) - 1)))


def _span(lines: list[str], draw: Draw) -> slice:
    """A line, a few lines or a block."""
    place = _place(lines, draw)
    return slice(place, draw(st.sampled_from([place + 1, place + 3, _block(lines, place)])))


def _delete(lines: list[str], draw: Draw) -> None:
    del lines[_span(lines, draw)]


def _duplicate(lines: list[str], draw: Draw) -> None:
    piece = lines[_span(lines, draw)]
    lines[_place(lines, draw) : 0] = piece


def _move(lines: list[str], draw: Draw) -> None:
    span = _span(lines, draw)
    piece = lines[span]
    del lines[span]
    place = draw(st.integers(0, len(lines)))
    lines[place:place] = piece


def _replace(lines: list[str], draw: Draw) -> None:
    """Put a block in the place of another, at the depth of that one."""
    source = lines[_span(lines, draw)]
    target = _span(lines, draw)
    shift = _depth(lines[target.start]) - _depth(source[0])
    lines[target] = [" " * max(0, _depth(line) + shift) + line.lstrip(" ") for line in source]


def _shift(lines: list[str], draw: Draw) -> None:
    """Move a block sideways."""
    span, by = _span(lines, draw), draw(st.integers(-5, 5))
    lines[span] = [" " * max(0, _depth(line) + by) + line.lstrip(" ") for line in lines[span]]


def _join(lines: list[str], draw: Draw) -> None:
    place = _place(lines, draw)
    lines[place : place + 2] = [draw(st.sampled_from(["", " ", ", "])).join(lines[place : place + 2])]


def _split(lines: list[str], draw: Draw) -> None:
    place = _place(lines, draw)
    column = draw(st.integers(0, len(lines[place])))
    lines[place : place + 1] = [lines[place][:column], lines[place][column:]]


def _other_value(lines: list[str], draw: Draw) -> None:
    place = draw(st.sampled_from([number for number, line in enumerate(lines) if _VALUE.search(line)] or [0]))
    found = list(_VALUE.finditer(lines[place]))
    if found:
        span = draw(st.sampled_from([match.span() for match in found]))
        value = draw(st.sampled_from(_ODD_VALUES) | st.text(max_size=20))
        lines[place] = lines[place][: span[0]] + value + lines[place][span[1] :]


def _other_key(lines: list[str], draw: Draw) -> None:
    keys = sorted({found[0] for line in lines for found in _KEY.finditer(line)}) or ["id"]
    place = draw(st.sampled_from([number for number, line in enumerate(lines) if _KEY.search(line)] or [0]))
    key = draw(st.sampled_from(keys) | st.sampled_from(["", "x", "Id", "idd", "'id'", '"', "[a]", "? id", "- id", "é"]))
    lines[place] = _KEY.sub(lambda _: key, lines[place], count=1)


def _comment(lines: list[str], draw: Draw) -> None:
    place = _place(lines, draw)
    lines[place] = draw(st.sampled_from(["# ", "#", "\t", "---\n", "...\n", "%", "  # "])) + lines[place]


_LINE_CHANGES = (
    *(_delete, _duplicate, _move, _replace, _shift, _join, _split, _other_value, _other_value, _other_key, _comment),
)


@st.composite
def changed_lines(draw: Draw, among: Sequence[str] = EVERY) -> str:
    """A script with some of its lines changed."""
    lines = SCRIPTS[draw(st.sampled_from(among))].split("\n")
    for change in draw(st.lists(st.sampled_from(_LINE_CHANGES), min_size=1, max_size=3)):
        if lines:
            change(lines, draw)
    return Changed("\n".join(lines))


# Characters and bytes

_CHARACTERS = st.text(st.characters() | st.sampled_from("{}[]:,-#&*!|>'\"%@`\t\r\n \ufeff\x00\x85\u00a0"), max_size=6)


@st.composite
def changed_characters(draw: Draw, among: Sequence[str] = EVERY) -> str:
    """A script with a piece cut out, and something else put in its place; perhaps cut off, too."""
    text = SCRIPTS[draw(st.sampled_from(among))]
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        end = place + draw(st.sampled_from([0, 0, 1, 2, 10, 200]))
        text = text[:place] + draw(_CHARACTERS) + text[end:]
    return Changed(text[: draw(st.just(len(text)) | st.integers(0, len(text)))])


@st.composite
def changed_bytes(draw: Draw, among: Sequence[str] = EVERY) -> bytes:
    """The bytes of a script with some more, some less, in another encoding or with other line ends."""
    text = SCRIPTS[draw(st.sampled_from(among))]
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\n\n"])))
    encoding = draw(st.sampled_from(["utf-8"] * 4 + ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"]))
    data = bytearray(text.encode(encoding, "replace"))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.sampled_from([0, 1, 7, 300]))] = draw(st.binary(max_size=8))
    return ChangedBytes(data)


# Trees


def _tree(text: str) -> Tree:
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - makes nothing but texts


_TREES = {name: _tree(text) for name, text in SCRIPTS.items()}


def _paths(tree: Tree, here: Path = ()) -> list[Path]:
    """The path of every value in a tree but the tree itself."""
    inner = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    return [path for key, value in inner for path in [(*here, key), *_paths(value, (*here, key))]]


def _at(tree: Tree, path: Path) -> Tree:
    for step in path:
        tree = tree[step]
    return tree


def _values_of(tree: Tree, key: str | int) -> list[str]:
    """Every single value that stands under a key of this name."""
    if isinstance(tree, dict):
        own = [value for name, value in tree.items() if name == key and isinstance(value, str)]
        return own + [text for value in tree.values() for text in _values_of(value, key)]
    return [text for value in tree for text in _values_of(value, key)] if isinstance(tree, list) else []


def _change_tree(tree: Tree, draw: Draw) -> None:
    """Change a value somewhere in a tree."""
    paths = _paths(tree)
    if not paths:
        return
    change = draw(st.sampled_from(_TREE_CHANGES))
    if change is _near_value:
        paths = [path for path in paths if isinstance(_at(tree, path), str)] or paths
    path = draw(st.sampled_from(paths))
    change(tree, _at(tree, path[:-1]), path[-1], draw)


def _near_value(tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    if isinstance(group[key], str):
        group[key] = _near(group[key], _values_of(tree, key) or [group[key]], draw)


def _odd_value(_tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    group[key] = draw(st.sampled_from([[], {}, "", None, [[]], {"": ""}, "end", "x" * 300, "-1", 1.5, True]))


def _drop(_tree: Tree, group: Tree, key: Any, _draw: Draw) -> None:
    del group[key]


def _copy(_tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    if isinstance(group, list):
        group.insert(draw(st.integers(0, len(group))), _renamed(copy.deepcopy(group[key]), draw))


def _graft(_tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    """Put in what stands under a key of that name in some script."""
    other = _TREES[draw(st.sampled_from(EVERY))]
    grafts = [path for path in _paths(other) if path[-1] == key] or _paths(other)
    group[key] = copy.deepcopy(_at(other, draw(st.sampled_from(grafts))))


def _swap(_tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    beside = draw(st.sampled_from(list(group) if isinstance(group, dict) else list(range(len(group)))))
    group[key], group[beside] = group[beside], group[key]


def _wrap(_tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    value = group[key]
    group[key] = draw(st.sampled_from([[value], {"id": value}, [[value]], {"en": value, "id": value}]))


def _rename(tree: Tree, group: Tree, key: Any, draw: Draw) -> None:
    if isinstance(group, dict):
        value = group.pop(key)
        group[str(draw(st.sampled_from(_paths(tree) or [("id",)]))[-1])] = value


_TREE_CHANGES = (*[_near_value] * 6, _odd_value, _drop, _copy, _graft, _swap, _wrap, _rename)


def _renamed(value: Tree, draw: Draw) -> Tree:
    """A copy whose names are its own, so that it may be good."""
    if isinstance(value, dict):
        mark = f"-{draw(st.integers(2, 99))}"
        return {key: one + mark if key == "id" and isinstance(one, str) else one for key, one in value.items()}
    return value


@st.composite
def changed_trees(draw: Draw, among: Sequence[str] = EVERY) -> str:
    """A script, as JSON, whose keys and values stand where they should not, or say something else. Some are good."""
    tree = copy.deepcopy(_TREES[draw(st.sampled_from(among))])
    for _ in range(draw(st.integers(1, 4))):
        _change_tree(tree, draw)
    return Changed(json.dumps(tree, ensure_ascii=False, indent=1))
