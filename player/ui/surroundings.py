"""What the window needs of the machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from player.session.clocks import Clock
from player.session.places import scripts_folder
from player.ui.background import Background
from player.ui.battery import Charge
from player.ui.gap.awake import Awake, NoAwake
from player.ui.scenario.attached import open_outside


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window needs of the machine; tests put fakes in its place.

    Attributes:
        clock: gives the clocks, for the zone of a scenario.
        background: where slow work goes.
        session_folder: gives the folder of the sessions.
        scenarios: gives the scripts on offer.
        charge: gives the charge of the battery, may take its time.
        remember: keeps a choice of the user (its name, its value) for the next start; an empty value: no longer.
        choices: what the user has chosen before, by name.
        ticks: the window follows the clock, and the file of a script, by itself.
        open_outside: opens a file in the program the system has for it; gives whether there is one.
        own_scripts: gives the folder of the user's own scripts, which need not be there.
        drafts_folder: gives the folder of what was typed and not saved, or None: it is kept nowhere.
        awake: keeps the machine from going to sleep while a drill is under way.
        play: plays the file of a short sound, without waiting for it; silent unless one is given.
    """

    clock: Callable[[str | None], Clock]
    background: Background
    session_folder: Callable[[], Path]
    scenarios: Callable[[], Sequence[Path]]
    charge: Callable[[], Charge | None]
    remember: Callable[[str, str], None]
    choices: Mapping[str, str] = field(default_factory=dict)
    ticks: bool = True
    open_outside: Callable[[Path], bool] = open_outside
    own_scripts: Callable[[], Path] = scripts_folder
    play: Callable[[Path], object] = lambda _path: None
    drafts_folder: Callable[[], Path | None] = lambda: None
    awake: Awake = field(default_factory=NoAwake)
