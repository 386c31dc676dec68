"""The scenario language, version 2, as data: every key with its shape, meaning and default.

The loader, the reference for planners, the JSON Schema and whatever else has to know the language read these
definitions. What cannot be said of one value alone stands in `player.scenario.checks`.
"""

from __future__ import annotations

from player.i18n import N_
from player.language.paths import FilePath
from player.language.records import Field, ListOf, MapOf, Record
from player.language.shapes import Version
from player.language.words import Identifier, Name
from player.model.scenario import DEFAULT_RANKS, LANGUAGE_VERSION
from player.scenario.language_common import TEXT, words
from player.scenario.language_course import PHASE
from player.scenario.language_parts import (
    ATTACHMENTS,
    CROWD,
    EMERGENCY,
    FINDINGS,
    OBJECTIVE,
    PLACE,
    READINESS,
    ROLE,
    SOURCE,
    TAG,
    UNIT,
)

CARRIED = {"tension": N_("tension"), "activity": N_("activity"), "legitimacy": N_("legitimacy")}
"""What of the crowd a stage can take over, by its word in a programme."""

SCENARIO = Record(
    "scenario",
    N_("script"),
    (
        Field(
            "gladi",
            Version(known=LANGUAGE_VERSION, example=str(LANGUAGE_VERSION)),
            N_("Version of the language"),
            required=True,
        ),
        Field("id", Identifier(example="okut-2024"), N_("Short name of the script"), required=True),
        Field("title", TEXT, N_("Name of the exercise"), required=True, example="Sispamkota OKU Timur"),
        Field("summary", TEXT, N_("What the drill is about"), default_text=N_("none")),
        Field("sources", ListOf(SOURCE), N_("Documents it is built from"), default_text=N_("none")),
        Field("assumptions", ListOf(TEXT), N_("What its author assumed"), default_text=N_("none")),
        Field("place", PLACE, N_("Where and when the story plays"), required=True),
        Field("ranks", ListOf(Name("rank"), least=1), N_("Who may give orders"), default_text=", ".join(DEFAULT_RANKS)),
        Field(
            "units",
            MapOf(Identifier("unit", example="dalmas-awal"), UNIT, least=1),
            N_("The units that take part, each under its name"),
            required=True,
        ),
        Field(
            "roles",
            MapOf(Identifier("role", example="kabag-ops"), ROLE),
            N_("Who says, receives or decides something, each under its name"),
            default_text=N_("none"),
        ),
        Field("crowd", CROWD, N_("The crowd"), required=True),
        Field("objectives", ListOf(OBJECTIVE), N_("What the drill is to train"), default_text=N_("none")),
        Field("readiness", ListOf(READINESS), N_("What is checked at the muster"), default_text=N_("none")),
        Field("tags", ListOf(TAG), N_("What observers log with one key"), default_text=N_("none")),
        Field(
            "emergency",
            ListOf(EMERGENCY),
            N_("Who is called when something real happens"),
            default_text=N_("the general numbers"),
        ),
        Field("findings", FINDINGS, N_("How the rules are applied"), default_text=N_("as they are")),
        ATTACHMENTS,
        Field("phases", ListOf(PHASE, least=1), N_("The phases in their order"), required=True),
    ),
)
"""The whole language: a script is this record."""

STAGE = Record(
    "stage",
    N_("stage"),
    (
        Field("id", Identifier("stage", example="campaign"), N_("Its name in this programme"), required=True),
        Field("title", TEXT, N_("Its name as people say it"), required=True, example="Kampanye"),
        Field(
            "scenario",
            FilePath((".yaml", ".yml"), example="campaign.yaml"),
            N_("The file of its script"),
            required=True,
        ),
        Field("when", TEXT, N_("When it takes place in the story"), default_text=N_("not said")),
        Field(
            "carries",
            ListOf(words(CARRIED)),
            N_("What it takes over of the crowd from the end of the stage before"),
            default_text=N_("nothing"),
        ),
    ),
    example="{id: campaign, title: Kampanye, scenario: campaign.yaml}",
)

PROGRAMME = Record(
    "programme",
    N_("programme"),
    (
        SCENARIO["gladi"],
        Field("id", Identifier(example="pemilu-2024"), N_("Short name of the programme"), required=True),
        Field("title", TEXT, N_("Name of the programme"), required=True, example="Dari kampanye sampai penghitungan"),
        SCENARIO["summary"],
        SCENARIO["sources"],
        SCENARIO["assumptions"],
        Field(
            "stages", ListOf(STAGE, least=1), N_("Its stages in their order, each a script of its own"), required=True
        ),
    ),
)
"""A programme: several scripts in a row. A file with the key ``stages`` is one."""

HOMES = {
    "source": "sources",
    "rank": "ranks",
    "unit": "units",
    "objective": "objectives",
    "phase": "phases",
    "role": "roles",
    "tag": "tags",
    "inject": "phases",
    "expected action": "phases",
    "decision": "phases",
    "critical task": "objectives",
}
"""The key of the script under which each kind of thing that can be referred to is defined."""
