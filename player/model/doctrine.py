"""Stages of force, behaviour of the crowd, situation colours and the kinds of action and unit.

Sources: stages of force, Perkap 1/2009 Art. 5(1); stage against behaviour, Art. 7(2); colours and units, Perkap
16/2006. The ceiling of *tertib* and the stage of the water cannon ("alat lain") are Gladi's own reading. A scenario
may override the stage of any action it offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from player.i18n import N_


class Stage(IntEnum):
    """Stage of force, Perkap 1/2009 Art. 5(1); 0 is none."""

    NONE = 0
    PRESENCE = 1
    VERBAL_ORDER = 2
    SOFT_HAND = 3
    HARD_HAND = 4
    BLUNT_CHEMICAL = 5
    FIREARM = 6


STAGE_TITLES: Mapping[Stage, str] = {
    Stage.NONE: N_("none"),
    Stage.PRESENCE: N_("presence"),
    Stage.VERBAL_ORDER: N_("verbal order"),
    Stage.SOFT_HAND: N_("soft empty-hand control"),
    Stage.HARD_HAND: N_("hard empty-hand control"),
    Stage.BLUNT_CHEMICAL: N_("blunt or chemical means, other tools"),
    Stage.FIREARM: N_("firearms"),
}


class Behaviour(IntEnum):
    """Behaviour class of the crowd, from orderly to an immediate grave attack."""

    TERTIB = 0
    PASIF = 1
    AKTIF = 2
    AGRESIF = 3
    AGRESIF_SEGERA = 4
    """Aggression that puts life at immediate risk; never inferred by the model, only declared."""

    @property
    def key(self) -> str:
        """The word for this class in a scenario."""
        return self.name.lower()


BEHAVIOUR_TITLES: Mapping[Behaviour, str] = {
    Behaviour.TERTIB: N_("orderly"),
    Behaviour.PASIF: N_("passive resistance"),
    Behaviour.AKTIF: N_("active resistance"),
    Behaviour.AGRESIF: N_("aggressive"),
    Behaviour.AGRESIF_SEGERA: N_("immediate grave aggression"),
}

CEILING: Mapping[Behaviour, Stage] = {
    Behaviour.TERTIB: Stage.VERBAL_ORDER,
    Behaviour.PASIF: Stage.SOFT_HAND,
    Behaviour.AKTIF: Stage.HARD_HAND,
    Behaviour.AGRESIF: Stage.BLUNT_CHEMICAL,
    Behaviour.AGRESIF_SEGERA: Stage.FIREARM,
}
"""The highest stage in proportion to each behaviour class, Perkap 1/2009 Art. 7(2)."""


class Situation(IntEnum):
    """Situation colour, Perkap 16/2006."""

    HIJAU = 0
    KUNING = 1
    MERAH = 2


SITUATION_TITLES: Mapping[Situation, str] = {
    Situation.HIJAU: N_("green"),
    Situation.KUNING: N_("yellow"),
    Situation.MERAH: N_("red"),
}


@dataclass(frozen=True, slots=True)
class ActionKind:
    """What a unit can do, with its defaults.

    Attributes:
        title: translatable name.
        stage: stage of force.
        dialogue: how much dialogue with the crowd it is, 0..1, the input D of the crowd model.
        arrests_provocateurs: starting it takes the provocateurs out (input p of the crowd model becomes 0).
    """

    title: str
    stage: Stage
    dialogue: float = 0.0
    arrests_provocateurs: bool = False


ACTION_KINDS: Mapping[str, ActionKind] = {
    "presence": ActionKind(N_("Presence"), Stage.PRESENCE),
    "patrol": ActionKind(N_("Patrol"), Stage.PRESENCE),
    "shield_line": ActionKind(N_("Shield line"), Stage.PRESENCE),
    "rope_cordon": ActionKind(N_("Rope cordon"), Stage.PRESENCE),
    "k9_screen": ActionKind(N_("K9 screen"), Stage.PRESENCE),
    "appeal": ActionKind(N_("Appeal (himbauan)"), Stage.VERBAL_ORDER, dialogue=0.2),
    "warning": ActionKind(N_("Warning"), Stage.VERBAL_ORDER, dialogue=0.1),
    "negotiation": ActionKind(N_("Negotiation"), Stage.VERBAL_ORDER, dialogue=0.6),
    "commander_dialogue": ActionKind(N_("Commander's dialogue"), Stage.VERBAL_ORDER, dialogue=1.0),
    "lift_and_carry": ActionKind(N_("Lift and carry"), Stage.SOFT_HAND),
    "rope_line": ActionKind(N_("Rope line against the crowd"), Stage.SOFT_HAND),
    "shield_push": ActionKind(N_("Shield push"), Stage.HARD_HAND),
    "hard_arrest": ActionKind(N_("Arrest by force"), Stage.HARD_HAND, arrests_provocateurs=True),
    "baton": ActionKind(N_("Baton"), Stage.BLUNT_CHEMICAL),
    "tear_gas": ActionKind(N_("Tear gas"), Stage.BLUNT_CHEMICAL),
    "water_cannon": ActionKind(N_("Water cannon"), Stage.BLUNT_CHEMICAL),
    "firearm": ActionKind(N_("Firearm"), Stage.FIREARM),
    "medical_aid": ActionKind(N_("Medical aid"), Stage.NONE),
    "documentation": ActionKind(N_("Photo and video record"), Stage.NONE),
    "evacuation": ActionKind(N_("Evacuation"), Stage.NONE),
    "traffic_control": ActionKind(N_("Traffic control"), Stage.NONE),
    "standby": ActionKind(N_("Standby"), Stage.NONE),
}
"""Every kind of action, by its word in a scenario."""

FORCE_FROM = Stage.SOFT_HAND
"""The stage from which an action lays hands or means on people; what is below it only stands there or speaks."""

NEGOTIATION_KINDS = frozenset({"negotiation", "commander_dialogue"})
"""The kinds of action that listen as well as speak; an appeal or a warning does not."""

WARNING_KINDS = frozenset({"appeal", "warning"})
"""The kinds of action that say before force what is coming."""

UNIT_KINDS: Mapping[str, str] = {
    "command": N_("Command post"),
    "negotiator": N_("Negotiators"),
    "dalmas_awal": N_("Dalmas Awal"),
    "dalmas_lanjut": N_("Dalmas Lanjut"),
    "phh": N_("PHH (Brimob or Samapta penindak)"),
    "water_cannon": N_("Water cannon"),
    "tim_tindak": N_("Tim Tindak"),
    "k9": N_("K9"),
    "patrol": N_("Patrol"),
    "intelligence": N_("Intelligence"),
    "medical": N_("Medical team"),
    "humas": N_("Public relations and documentation"),
    "traffic": N_("Traffic police"),
    "guard": N_("Premises guard"),
    "reserve": N_("Reserve"),
    "military": N_("TNI"),
    "civil": N_("Civil agency"),
    "other": N_("Other"),
}
"""Every kind of unit, by its word in a scenario."""

CHANNELS: Mapping[str, str] = {
    "radio": N_("radio"),
    "voice": N_("voice"),
    "loudspeaker": N_("loudspeaker"),
    "phone": N_("phone"),
    "note": N_("written note"),
    "role_play": N_("role-play"),
    "signal": N_("hand signal"),
}
"""How an inject or an order is passed on, by its word in a scenario."""


ROLE_PARTS: Mapping[str, str] = {
    "controller": N_("controller"),
    "player": N_("player"),
    "role_player": N_("role player"),
    "observer": N_("observer"),
    "organiser": N_("organiser"),
    "guest": N_("invited guest"),
}
"""What part somebody has in an exercise, by its word in a scenario."""

READINESS_KINDS: Mapping[str, str] = {
    "personnel": N_("personnel"),
    "kit": N_("kit"),
    "vehicle": N_("vehicles"),
    "communication": N_("communications"),
    "medical": N_("medical"),
    "briefing": N_("briefing"),
    "safety": N_("safety"),
    "other": N_("other"),
}
"""What is checked at the muster (apel), by its word in a scenario."""

TAG_COLOURS: Mapping[str, str] = {
    "grey": N_("grey"),
    "green": N_("green"),
    "yellow": N_("yellow"),
    "orange": N_("orange"),
    "red": N_("red"),
    "blue": N_("blue"),
    "purple": N_("purple"),
}
"""The colours of tags, by their words in a scenario."""

ATTACHMENT_KINDS: Mapping[str, frozenset[str]] = {
    "image": frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg"}),
    "sound": frozenset({".wav", ".ogg", ".mp3", ".flac"}),
    "document": frozenset({".pdf", ".txt", ".md", ".docx", ".xlsx", ".csv", ".odt"}),
}
"""The kinds of file a scenario may bring along, with the endings that tell them."""


class RecordKind(StrEnum):
    """What can be put on record beside the actions of units."""

    CASUALTY = "casualty"
    ARREST = "arrest"
    EVIDENCE = "evidence"


RECORD_TITLES: Mapping[RecordKind, str] = {
    RecordKind.CASUALTY: N_("casualty"),
    RecordKind.ARREST: N_("arrest"),
    RecordKind.EVIDENCE: N_("evidence"),
}

SIDES: Mapping[str, str] = {
    "crowd": N_("crowd"),
    "personnel": N_("personnel"),
    "bystander": N_("bystander"),
}
"""On which side somebody was hurt or arrested, by its word."""

SEVERITIES: Mapping[str, str] = {
    "light": N_("light"),
    "moderate": N_("moderate"),
    "severe": N_("severe"),
    "dead": N_("dead"),
}
"""How badly somebody was hurt, by its word."""

WEAPONS: Mapping[str, str] = {
    "none": N_("no weapon"),
    "bladed": N_("bladed weapon"),
    "blunt": N_("blunt weapon"),
    "firearm": N_("firearm"),
    "incendiary": N_("incendiary"),
    "other": N_("other weapon"),
}
"""What somebody who was arrested carried, by its word."""

MEDIA: Mapping[str, str] = {
    "photo": N_("photo"),
    "video": N_("video"),
    "object": N_("object"),
    "document": N_("document"),
    "testimony": N_("testimony"),
}
"""What a piece of evidence is, by its word."""


class Rating(StrEnum):
    """How well an objective was reached, in the manner of HSEEP."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"


RATING_TITLES: Mapping[Rating, str] = {
    Rating.P: N_("performed without challenges"),
    Rating.S: N_("performed with some challenges"),
    Rating.M: N_("performed with major challenges"),
    Rating.U: N_("unable to be performed"),
}


class InjectStatus(StrEnum):
    """Where an inject stands."""

    PENDING = "pending"
    DUE = "due"
    """Its time has come and it waits for the controller's hand."""
    HELD = "held"
    FIRED = "fired"
    SKIPPED = "skipped"
