from __future__ import annotations

import pytest
import yaml

from player.language.nodes import ListNode, MapNode, Node, TextNode
from player.language.problems import ProblemList
from player.scenario import compose as composing
from player.scenario.compose import compose
from player.scenario.syntax import report_syntax


def tree(text: str) -> Node:
    problems = ProblemList("x", text)
    root = compose(text.encode(), problems)
    assert root is not None
    assert len(problems) == 0
    return root


def test_places_count_from_one() -> None:
    root = tree("a: x\nb:\n  - 'y'\n  - {c: z}\n")
    assert isinstance(root, MapNode)
    key, value = root.entries["a"]
    assert (key.line, key.column, value.line, value.column) == (1, 1, 1, 4)
    items = root.entries["b"][1]
    assert isinstance(items, ListNode)
    assert [(item.line, item.column) for item in items.items] == [(3, 5), (4, 5)]
    inner = items.items[1]
    assert isinstance(inner, MapNode)
    assert (inner.entries["c"][1].line, inner.entries["c"][1].column) == (4, 9)


@pytest.mark.parametrize("text", ["no", "0123", "10:00", "1e3", "~", "null", "0x10", "2024-01-01", "1_000", "=", "<<"])
def test_nothing_is_resolved(text: str) -> None:
    root = tree(f"- {text}\n")
    assert isinstance(root, ListNode)
    (item,) = root.items
    assert isinstance(item, TextNode)
    assert (item.text, item.style) == (text, "")


def test_styles() -> None:
    root = tree("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >-\n  a\n-\n- ''\n")
    assert isinstance(root, ListNode)
    leaves = [item for item in root.items if isinstance(item, TextNode)]
    assert [leaf.style for leaf in leaves] == ["", "'", '"', "|", ">", "", "'"]
    assert [leaf.is_nothing for leaf in leaves] == [False, False, False, False, False, True, False]


def test_columns_count_characters() -> None:
    root = tree("{é: 'ü𝄞', b: x}\n")
    assert isinstance(root, MapNode)
    assert root.entries["b"][1].column == 14


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "MOST_NODES", 10)
    text = "- a\n" * 12
    problems = ProblemList("x", text)
    assert compose(text.encode(), problems) is None
    (problem,) = problems.in_order()
    assert (problem.code, problem.line) == ("too-many-values", 10)
    str(problem)


@pytest.mark.parametrize("text", ["- a\n" * 12, "".join(f"k{n}: a\n" for n in range(12)), f"[{'a, ' * 12}]"])
def test_too_many_entries(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "MOST_ENTRIES", 10)
    problems = ProblemList("x", text)
    assert compose(text.encode(), problems) is None
    (problem,) = problems.in_order()
    assert problem.code == "too-many-entries"
    str(problem)


def test_an_error_in_words_nobody_foresaw_is_passed_on() -> None:
    problems = ProblemList("x", "a: b\n")
    report_syntax(yaml.YAMLError("something new"), problems)
    (problem,) = problems.in_order()
    assert (problem.code, problem.line) == ("yaml-syntax", 1)
    assert "something new" in str(problem)


def test_the_deepest_that_is_allowed() -> None:
    tree("[" * composing.DEEPEST + "]" * composing.DEEPEST)


def test_the_parser_in_c_is_used_where_there_is_one() -> None:
    assert composing.parser_class() is getattr(yaml, "CSafeLoader", composing.PythonParser)


@pytest.mark.parametrize(
    "bomb", ["&a [" * 30, "{" * 5000, "[" * 5000, "- " * 5000, "? " * 5000, "a: " * 5000, "!" * 5000]
)
def test_bombs_go_off_outside(bomb: str) -> None:
    problems = ProblemList("x", bomb)
    assert compose(bomb.encode(), problems) is None
    assert len(problems) > 0
