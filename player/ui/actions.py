"""Everything a user can do, as records. Menus, buttons, keys and the key sheet are made from this one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Protocol, runtime_checkable

from player.i18n import _


class Mode(StrEnum):
    """What the window shows."""

    HOME = "home"
    MAPPER = "mapper"
    COMPARE = "compare"
    SCENARIO = "scenario"
    PROGRAMME = "programme"
    RUN = "run"
    OBSERVE = "observe"
    REVIEW = "review"
    HOTWASH = "hotwash"
    EMERGENCY = "emergency"
    """The page of a real emergency covers the window."""


IN_ALL = frozenset(Mode)
IN_HOME = frozenset({Mode.HOME})
IN_MAPPER = frozenset({Mode.MAPPER})
IN_COMPARE = frozenset({Mode.COMPARE})
IN_RUN = frozenset({Mode.RUN})
IN_OBSERVE = frozenset({Mode.OBSERVE})
IN_LIVE = IN_RUN | IN_OBSERVE
IN_REVIEW = frozenset({Mode.REVIEW})
IN_HOTWASH = frozenset({Mode.HOTWASH})
IN_DRILL = IN_RUN | IN_REVIEW | IN_HOTWASH
IN_SCENARIO = frozenset({Mode.SCENARIO})
IN_PROGRAMME = frozenset({Mode.PROGRAMME})
IN_SCRIPT = IN_SCENARIO | IN_PROGRAMME
IN_EMERGENCY = frozenset({Mode.EMERGENCY})
"""Where an action can be done."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key with its modifiers, as Qt counts them; ``text`` is what is printed on the button."""

    key: int
    modifiers: int
    text: str


@runtime_checkable
class Condition(Protocol):
    """A check whether something can be done now that can also say why not."""

    def __call__(self) -> bool:
        """Whether it can be done now."""

    def reason(self) -> str:
        """Why it cannot, in the language in use; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do.

    Attributes:
        id: stable name.
        title: translatable name; ``group``: translatable heading in the menu and on the key sheet.
        strokes: keys that do it.
        modes: where it can be done.
        do: what it does.
        icon: name of its icon, or empty.
        while_typing: its keys work while a text field has the focus.
        everywhere: they also work while a sheet or a menu is open.
        repeats: a key held down does it again and again.
        yields: whether its keys are, at this moment, left to what was tabbed to: a button, or a list of its own keys.
        enabled: whether it can be done now; a `Condition` can also say why not.
        in_menu: whether the menu lists it.
        held: its keys have to be held: told that one went down (True) or came up (False), and when, in ms of the
            keyboard's own clock, 0 where it has none; wherever the keyboard is. What ``do`` does asks first.
        detail: what it is done to at this moment, in the words of the script: the name of a tag, of a unit's action.
            None where its title says all; empty where there is nothing to do it to now.
    """

    id: str
    title: str
    group: str
    strokes: tuple[Stroke, ...]
    modes: frozenset[Mode]
    do: Callable[[], object]
    icon: str = ""
    while_typing: bool = False
    everywhere: bool = False
    repeats: bool = False
    yields: Callable[[], bool] = lambda: False
    enabled: Callable[[], bool] = lambda: True
    in_menu: bool = True
    held: Callable[[bool, int], object] | None = None
    detail: Callable[[], str] | None = None

    @property
    def text(self) -> str:
        """Its name in the language in use."""
        return _(self.title)

    @property
    def reason(self) -> str:
        """Why it cannot be done now, as far as that is known; empty where it can be done."""
        if isinstance(self.enabled, Condition) and not self.enabled():
            return self.enabled.reason()
        return ""


class UnknownActionError(KeyError):
    """There is no action of this id; the message says which are like it."""

    def __str__(self) -> str:
        """The message as it is: a KeyError would show it as Python writes a string."""
        return str(self.args[0])


class ActionTable:
    """All actions by id, in the order they are listed.

    Raises:
        ValueError: two actions of one mode share an id or a key.
    """

    def __init__(self, actions: Iterable[Action]) -> None:
        self._by_id: dict[str, Action] = {}
        self._by_stroke: dict[tuple[Mode, int, int], Action] = {}
        for action in actions:
            if action.id in self._by_id:
                raise ValueError(f"two actions named {action.id}")
            self._by_id[action.id] = action
            for stroke in action.strokes:
                for mode in action.modes:
                    other = self._by_stroke.setdefault((mode, stroke.key, stroke.modifiers), action)
                    if other is not action:
                        raise ValueError(f"{stroke.text} in {mode} is both {other.id} and {action.id}")

    def __iter__(self) -> Iterator[Action]:
        return iter(self._by_id.values())

    def __getitem__(self, action_id: str) -> Action:
        if action_id not in self._by_id:
            near = ", ".join(get_close_matches(action_id, self._by_id, n=5))
            text = (
                _("There is no action {action}; like it are {actions}.") if near else _("There is no action {action}.")
            )
            raise UnknownActionError(text.format(action=action_id, actions=near))
        return self._by_id[action_id]

    def of_stroke(self, mode: Mode, key: int, modifiers: int) -> Action | None:
        """What this key does in this mode, or None."""
        return self._by_stroke.get((mode, key, modifiers))

    def of_mode(self, mode: Mode) -> list[Action]:
        """What can be done in a mode, in order."""
        return [action for action in self if mode in action.modes]
