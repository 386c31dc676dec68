"""What must hold between the keys of one group, in the words of JSON Schema.

The same rules stand in `player.scenario.checks` and in the checks of the trigger kinds; a test shows that both agree.
A schema that is not met is told by its ``errorMessage``, where an editor knows that key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from player.i18n import N_, Message
from player.language.problem_kinds import PROBLEM_KINDS
from player.model.doctrine import RECORD_TITLES, RecordKind
from player.scenario.checks import RECORD_KEYS
from player.scenario.json_schema.texts import said
from player.scenario.json_schema.values import Schema
from player.scenario.language_course import AUTOMATIC, TRIGGERS, WANTED_RECORD
from player.triggers import after, on, when

_SAID_ALREADY = N_('"{key}" says already when this happens; keep one of the two.')
_NOT_FALSE: Schema = {"not": {"enum": [False, "false"]}}


def _message(code: str, **values: object) -> Message:
    return Message(PROBLEM_KINDS[code].message, values)


def _at_most_one(keys: Sequence[str], message: Callable[[str], Message]) -> dict[str, list[Schema]]:
    """For each key but the last, what must hold where it is given: none of those after it is."""
    return {
        key: [{"properties": dict.fromkeys(keys[place:], False), "errorMessage": said(message(key))}]
        for place, key in enumerate(keys[:-1], 1)
    }


def _at_least_one(keys: Sequence[str], told: str, *, where: Schema | None = None) -> Schema:
    """Where this holds, one of the keys is given; not as a choice between them, whose errors an editor would mix up."""
    none = {"properties": dict.fromkeys(keys, False)}
    return {
        "if": none if where is None else {"allOf": [where, none]},
        "then": {"required": [keys[0]], "errorMessage": told},
    }


def _dependencies(needs: Mapping[str, list[Schema]]) -> Schema:
    return {
        "dependencies": {key: all_of[0] if len(all_of) == 1 else {"allOf": all_of} for key, all_of in needs.items()}
    }


def _one_trigger(keys: Sequence[str]) -> dict[str, list[Schema]]:
    return _at_most_one(keys, lambda key: Message(_SAID_ALREADY, {"key": key}))


def _inject() -> Schema:
    with_time = [name for name in TRIGGERS if name != "manual"]
    told = said(Message(PROBLEM_KINDS["confirm-manual"].advice))
    needs = _one_trigger(tuple(TRIGGERS))
    needs["confirm"] = [_at_least_one(with_time, told, where={"properties": {"confirm": _NOT_FALSE}})]
    return _dependencies(needs)


def _decision() -> Schema:
    return _dependencies(_one_trigger(AUTOMATIC))


def _exit() -> Schema:
    told = said(_message("exit-without-trigger"))
    return {**_dependencies(_one_trigger(AUTOMATIC)), **_at_least_one(AUTOMATIC, told)}


def _after() -> Schema:
    message = _message("after-one")
    keys = [field.name for field in after.RECORD.fields if field.name != "delay"]
    return {**_dependencies(_at_most_one(keys, lambda _: message)), **_at_least_one(keys, said(message))}


def _when() -> Schema:
    keys = [field.name for field in when.RECORD.fields if field.name != "for"]
    return {**_at_least_one(keys, said(_message("when-nothing")))}


def _on() -> Schema:
    keys = [field.name for field in on.OCCURRENCES]
    message = _message("on-one", names=", ".join(keys))
    needs = _at_most_one(keys, lambda _: message)
    for key in keys:
        states = on.STATES_OF.get(key, ())
        words = Message(N_("one of {words}"), {"words": ", ".join(states)}) if states else Message(N_("nothing"))
        told = said(_message("on-state", what=key, words=words))
        allowed = {"enum": list(states)} if states else False
        needs.setdefault(key, []).append({"properties": {"is": allowed}, "errorMessage": told})
    for key, owner in (("choice", "decision"), ("unit", "action")):
        told = said(_message("on-belongs", name=key, owner=owner))
        needs[key] = [{"required": [owner], "errorMessage": told}]
    return {**_dependencies(needs), **_at_least_one(keys, said(message))}


def _record() -> Schema:
    sayable = list(dict.fromkeys(name for names in RECORD_KEYS.values() for name in names))
    assert set(sayable) <= {field.name for field in WANTED_RECORD.fields}
    of_kind = [
        {
            "if": {"properties": {"kind": {"const": kind.value}}},
            "then": {"allOf": [_says_nothing(name, kind) for name in sayable if name not in allowed]},
        }
        for kind, allowed in RECORD_KEYS.items()
    ]
    return _dependencies({"kind": of_kind})


def _says_nothing(name: str, kind: RecordKind) -> Schema:
    told = said(_message("record-word", name=name, record=Message(RECORD_TITLES[kind])))
    return {"properties": {name: False}, "errorMessage": told}


RULES: Mapping[str, Callable[[], Schema]] = {
    "inject": _inject,
    "decision": _decision,
    "exit": _exit,
    "after": _after,
    "when": _when,
    "on": _on,
    "record": _record,
}
"""What is added to the schema of a record, by its name."""
