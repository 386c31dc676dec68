"""The file of the drafts of a session: read with a critical eye, written whole or not at all. No Qt."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from player.export.saving import CannotWrite, save
from player.i18n import reason_of
from player.model.doctrine import Rating
from player.model.events import AnnotationKind, AnswerKind

Draft = Mapping[str, object]
"""What was typed or chosen, by the name of the field: texts, whole numbers, None, and lists of these."""

_VERSION = 1
_MOST_BYTES = 4_000_000
"""A larger file is none of ours."""

_LONGEST = 100_000
_MOST = 2**53
_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half of a character of UTF-16: a session takes none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds: the drafts by what they are for, and who wrote last (None: nobody has said)."""

    drafts: Mapping[str, Draft] = field(default_factory=dict)
    who: str | None = None


NOTHING_KEPT = Kept()


def drafts_file(folder: Path, session: str) -> Path:
    """Where the drafts of a session lie; its id may hold anything, so the name of the file is made from it."""
    return folder / f"{hashlib.sha256(session.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"


def read_drafts(folder: Path, session: str) -> Kept:
    """What is kept for a session. Of a damaged or strange file only what is whole counts; it is never told of."""
    path = drafts_file(folder, session)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return NOTHING_KEPT
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return NOTHING_KEPT
    if not isinstance(found, dict) or found.get("version") != _VERSION or found.get("session") != session:
        return NOTHING_KEPT
    drafts, who = found.get("drafts"), found.get("who")
    whole = {name: draft for name, draft in drafts.items() if is_whole(name, draft)} if isinstance(drafts, dict) else {}
    return Kept(whole, who if _is_text(who) else None)


def is_whole(name: str, draft: object) -> bool:
    """Whether this can be a draft of what has this name."""
    shape = _SHAPES.get(name.partition(".")[0])
    if shape is None or not isinstance(draft, dict) or draft.keys() != shape.keys():
        return False
    return all(fits(draft[part]) for part, fits in shape.items())


class DraftWriter:
    """Writes the drafts of a session, from whatever thread: what is older never takes the place of what is newer.

    What another Gladi, with the same session open, has put there meanwhile is left there.

    Args:
        folder: where they are kept.
        session: id of the session.
        known: the names of what was taken up from there.
    """

    def __init__(self, folder: Path, session: str, known: Iterable[str] = ()) -> None:
        self._folder, self._session, self._known = folder, session, set(known)
        self._lock = Lock()
        self._newest = 0

    def write(self, number: int, kept: Kept) -> str:
        """Put this in the place of what lies there, unless something newer does; gives why it cannot, or "".

        Args:
            number: the later it was taken down, the higher.
        """
        with self._lock:
            if number < self._newest:
                return ""
            self._newest = number
            self._known.update(kept.drafts)
            found = read_drafts(self._folder, self._session).drafts
            others = {name: draft for name, draft in found.items() if name not in self._known}
            kept = Kept({**others, **kept.drafts}, kept.who)
            return _write(drafts_file(self._folder, self._session), self._session, kept)


def _write(path: Path, session: str, kept: Kept) -> str:
    try:
        if not kept.drafts:
            with suppress(FileNotFoundError):
                path.unlink()
            return ""
        whole = {"version": _VERSION, "session": session, "who": kept.who, "drafts": kept.drafts}
        raw = json.dumps(whole, ensure_ascii=True, indent=1).encode("ascii")
        path.parent.mkdir(parents=True, exist_ok=True)
        save(lambda target: target.write(raw), path, replace=True)
    except OSError as error:
        return str(reason_of(error))
    except CannotWrite as error:
        return str(error)
    return ""


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and not _HALF_PAIR.search(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _is_number_or_none(value: object) -> bool:
    return value is None or _is_number(value)


def _one_of(values: frozenset[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in values


def _list_of(*parts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return (
            isinstance(value, list | tuple)
            and len(value) == len(parts)
            and all(part(one) for part, one in zip(parts, value, strict=True))
        )

    return fits


_SHAPES: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "summary": {"text": _is_text},
    "note": {
        "text": _is_text,
        "kind": _one_of(frozenset(AnnotationKind)),
        "objective": _is_text,
        "target": _list_of(_is_number, _is_number, _is_number_or_none, _is_text),
    },
    "plan": {
        "text": _is_text,
        "owner": _is_text,
        "due": _is_text,
        "answers": _list_of(_is_number_or_none, _is_text, _is_text),
    },
    "rating": {"text": _is_text, "rating": _one_of(frozenset({"", *Rating}))},
    "answer": {"text": _is_text, "kind": _one_of(frozenset({"", *AnswerKind}))},
    "entry": {"text": _is_text, "on": _is_number_or_none, "begun_ms": _is_number_or_none},
}
"""What a draft holds, by the first part of its name; the rest of the name says which one it is."""
