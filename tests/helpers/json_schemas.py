"""Judging values by a JSON Schema as editors do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator, validators
from jsonschema.exceptions import ValidationError


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """``$`` is the end of the text, as in JavaScript, and not also before a line break at its end."""
    if validator.is_type(instance, "string") and not re.search(re.sub(r"\$(?=\)|$)", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_extend: Any = validators.extend
_Validator = _extend(Draft7Validator, {"pattern": _pattern})


def judge(schema: dict[str, Any]) -> Any:
    """A validator for values of this schema; ``is_valid(value)`` and ``iter_errors(value)``."""
    return _Validator(schema)
