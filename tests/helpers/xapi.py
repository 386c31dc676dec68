"""What the specification of xAPI 1.0.3 asks of statements, as far as it can be seen in them alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LOCATOR = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TAG = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,}(?:Z|[+-]\d\d:\d\d)")
_DURATION = re.compile(
    r"P(?:\d+W|(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,2})?S)?)?)"
)
_INTERACTIONS = {
    *("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert"),
    *("numeric", "other"),
}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


class NotAStatement(AssertionError):  # noqa: N818  what it says of the statement
    """A rule of the specification is broken; the message says where."""


def check_statement(statement: Any) -> None:
    """Fail unless this is a statement.

    Raises:
        NotAStatement: it is not.
    """
    _check(statement, _STATEMENT, "statement", required={"actor", "verb", "object"})
    _no_null(statement, "statement")
    kind = statement["object"].get("objectType", "Activity")
    voids = statement["verb"]["id"] == VOIDED
    _must(not voids or kind == "StatementRef", "object: what voids names a statement")
    context = statement.get("context", {})
    _must(kind == "Activity" or not {"revision", "platform"} & context.keys(), "context: revision without an activity")


def _must(holds: object, where: str) -> None:
    if not holds:
        raise NotAStatement(where)


Checks = Mapping[str, Callable[[Any, str], None]]


def _check(value: Any, checks: Checks, where: str, required: frozenset[str] | set[str] = frozenset()) -> None:
    _must(isinstance(value, dict), f"{where}: no object")
    strange = value.keys() - checks.keys()
    _must(not strange, f"{where}: unknown {sorted(strange)}")
    _must(required <= value.keys(), f"{where}: lacks {sorted(required - value.keys())}")
    for name, inner in value.items():
        checks[name](inner, f"{where}.{name}")


def _no_null(value: Any, where: str) -> None:
    _must(value is not None, f"{where}: null")
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "extensions":
                _no_null(inner, f"{where}.{name}")
    elif isinstance(value, list):
        for inner in value:
            _no_null(inner, where)


def _text(value: Any, where: str) -> None:
    _must(isinstance(value, str), f"{where}: no text")


def _texts(value: Any, where: str) -> None:
    _must(isinstance(value, list), f"{where}: no list")
    for one in value:
        _text(one, where)


def _bool(value: Any, where: str) -> None:
    _must(isinstance(value, bool), f"{where}: neither true nor false")


def _number(value: Any, where: str) -> None:
    _must(isinstance(value, int | float) and not isinstance(value, bool), f"{where}: no number")


def _matches(pattern: re.Pattern[str], what: str) -> Callable[[Any, str], None]:
    def check(value: Any, where: str) -> None:
        _must(isinstance(value, str) and pattern.fullmatch(value), f"{where}: no {what}: {value!r}")

    return check


_iri, _locator = _matches(_IRI, "IRI"), _matches(_LOCATOR, "IRL")
_language, _length = _matches(_TAG, "language"), _matches(_DURATION, "duration")


def _uuid(value: Any, where: str) -> None:
    _text(value, where)
    try:
        found = UUID(value)
    except ValueError:
        raise NotAStatement(f"{where}: no UUID: {value!r}") from None
    _must(str(found) == value.lower(), f"{where}: not in the standard form: {value!r}")


def _time(value: Any, where: str) -> None:
    _must(isinstance(value, str) and _TIME.fullmatch(value), f"{where}: no timestamp: {value!r}")
    _must(not value.endswith("-00:00"), f"{where}: of no known zone")
    datetime.fromisoformat(value)


def _language_map(value: Any, where: str) -> None:
    _must(isinstance(value, dict), f"{where}: no language map")
    for tag, words in value.items():
        _language(tag, where)
        _text(words, f"{where}.{tag}")


def _extensions(value: Any, where: str) -> None:
    _must(isinstance(value, dict), f"{where}: no object")
    for key in value:
        _iri(key, where)


def _is(word: str) -> Callable[[Any, str], None]:
    def check(value: Any, where: str) -> None:
        _must(value == word, f"{where}: not {word}: {value!r}")

    return check


def _one_of(words: set[str]) -> Callable[[Any, str], None]:
    def check(value: Any, where: str) -> None:
        _must(value in words, f"{where}: {value!r}")

    return check


def _actor(value: Any, where: str) -> None:
    _must(isinstance(value, dict), f"{where}: no object")
    group = value.get("objectType") == "Group"
    _check(value, {**_AGENT, "member": _members} if group else _AGENT, where)
    found = [name for name in IDENTIFIERS if name in value]
    _must(len(found) == 1 or (group and not found and value.get("member")), f"{where}: identified by {found}")


def _members(value: Any, where: str) -> None:
    _must(isinstance(value, list), f"{where}: no list")
    for one in value:
        _must(one.get("objectType", "Agent") == "Agent", f"{where}: a group in a group")
        _actor(one, where)


def _group(value: Any, where: str) -> None:
    _must(isinstance(value, dict) and value.get("objectType") == "Group", f"{where}: no group")
    _actor(value, where)


def _account(value: Any, where: str) -> None:
    _check(value, {"homePage": _locator, "name": _text}, where, required={"homePage", "name"})


def _verb(value: Any, where: str) -> None:
    _check(value, {"id": _iri, "display": _language_map}, where, required={"id"})


def _activity(value: Any, where: str) -> None:
    checks: Checks = {"objectType": _is("Activity"), "id": _iri, "definition": _definition}
    _check(value, checks, where, required={"id"})


def _definition(value: Any, where: str) -> None:
    _check(value, _DEFINITION, where)
    parts = {"correctResponsesPattern", "choices", "scale", "source", "target", "steps"} & value.keys()
    _must(not parts or "interactionType" in value, f"{where}: {sorted(parts)} without an interaction")


def _components(value: Any, where: str) -> None:
    _must(isinstance(value, list), f"{where}: no list")
    for one in value:
        _check(one, {"id": _text, "description": _language_map}, where, required={"id"})
    ids = [one["id"] for one in value]
    _must(len(ids) == len(set(ids)), f"{where}: an id twice")


def _reference(value: Any, where: str) -> None:
    _check(value, {"objectType": _is("StatementRef"), "id": _uuid}, where, required={"objectType", "id"})


def _object(value: Any, where: str) -> None:
    _must(isinstance(value, dict), f"{where}: no object")
    kinds = {"Activity": _activity, "StatementRef": _reference, "Agent": _actor, "Group": _actor}
    kind = value.get("objectType", "Activity")
    _must(kind in kinds, f"{where}: of kind {kind!r}")
    kinds[kind](value, where)


def _score(value: Any, where: str) -> None:
    _check(value, dict.fromkeys(("scaled", "raw", "min", "max"), _number), where)
    _must(-1 <= value.get("scaled", 0) <= 1, f"{where}: scaled")
    least, most = value.get("min", float("-inf")), value.get("max", float("inf"))
    _must(least < most and least <= value.get("raw", max(least, min(most, 0))) <= most, f"{where}: raw, min, max")


def _result(value: Any, where: str) -> None:
    checks = {"score": _score, "success": _bool, "completion": _bool, "response": _text, "duration": _length}
    _check(value, {**checks, "extensions": _extensions}, where)


def _context_activities(value: Any, where: str) -> None:
    _check(value, dict.fromkeys(("parent", "grouping", "category", "other"), _activities), where)


def _activities(value: Any, where: str) -> None:
    _must(isinstance(value, list), f"{where}: no list")
    for one in value:
        _activity(one, where)


def _context(value: Any, where: str) -> None:
    checks: Checks = {
        "registration": _uuid,
        "instructor": _actor,
        "team": _group,
        "contextActivities": _context_activities,
        "revision": _text,
        "platform": _text,
        "language": _language,
        "statement": _reference,
        "extensions": _extensions,
    }
    _check(value, checks, where)


_AGENT: Checks = {
    "objectType": _one_of({"Agent", "Group"}),
    "name": _text,
    "mbox": _matches(re.compile(r"mailto:[^@\s]+@[^@\s]+"), "mailto"),
    "mbox_sha1sum": _matches(re.compile("[0-9a-f]{40}"), "SHA-1"),
    "openid": _locator,
    "account": _account,
}
_DEFINITION: Checks = {
    "name": _language_map,
    "description": _language_map,
    "type": _iri,
    "moreInfo": _locator,
    "extensions": _extensions,
    "interactionType": _one_of(_INTERACTIONS),
    "correctResponsesPattern": _texts,
    **dict.fromkeys(("choices", "scale", "source", "target", "steps"), _components),
}
_STATEMENT: Checks = {
    "id": _uuid,
    "actor": _actor,
    "verb": _verb,
    "object": _object,
    "result": _result,
    "context": _context,
    "timestamp": _time,
    "version": _is("1.0.0"),
}
