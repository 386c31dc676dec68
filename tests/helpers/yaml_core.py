"""YAML as an editor reads it: by the core schema of YAML 1.2, values without quotes turned into what they look like."""

from __future__ import annotations

import re
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"
_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INTEGERS = {10: re.compile(r"[-+]?[0-9]+"), 8: re.compile(r"0o([0-7]+)"), 16: re.compile(r"0x([0-9a-fA-F]+)")}
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NO_NUMBER = re.compile(r"\.(?:nan|NaN|NAN)")


def resolve(text: str) -> Any:
    """What a text without quotes means."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return _TRUE.fullmatch(text) is not None
    for base, pattern in _INTEGERS.items():
        if found := pattern.fullmatch(text):
            return int(found[found.re.groups], base)
    if _FLOAT.fullmatch(text):
        return float(text)
    if found := _INFINITE.fullmatch(text):
        return float(f"{found[1]}inf")
    return float("nan") if _NO_NUMBER.fullmatch(text) else text


def load(script: str | bytes) -> Any:
    """The value of a YAML text; keys are texts, as in JSON.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    node = yaml.compose(script, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return None if node is None else _value(node)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return node.value if node.style else resolve(node.value)
