"""The scenario language, version 1, as data: every key with its shape, meaning and default.

The loader, the reference for planners and whatever else has to know the language read these definitions. What cannot
be said of one value alone stands in `player.scenario.checks`.
"""

from __future__ import annotations

from player.i18n import N_
from player.language.records import Field, ListOf, MapOf, OneOrMany, Record
from player.language.shapes import ClockTime, Duration, Flag, Integer, Number, Version, Zone
from player.language.words import Identifier, Name, OneOf, Reference, TextShape
from player.model.crowd_parameters import PARAMETER_RANGES, PRESSURE_RANGE, START_DEFAULTS, CrowdParameters
from player.model.doctrine import (
    ACTION_KINDS,
    BEHAVIOUR_TITLES,
    CHANNELS,
    UNIT_KINDS,
    Behaviour,
    Stage,
)
from player.model.scenario import DEFAULT_RANKS

END = "end"
"""The word that stands for the end of the exercise where a phase names the next."""

ASSUMED_WORDS = {
    "time": N_("its times"),
    "text": N_("its wording"),
    "strength": N_("its number of persons"),
    "event": N_("that it happens at all"),
}
"""What about an entry can be the author's assumption, by its word in a scenario."""

LARGEST_CROWD = 1_000_000
LARGEST_UNIT = 100_000

_TEXT = TextShape()
_ACTION = OneOf({word: word for word in ACTION_KINDS}, {word: kind.title for word, kind in ACTION_KINDS.items()})
_PERCENT = Number(0, 100, example="30")
_START = {name: f"{100 * share:g}" for name, share in START_DEFAULTS.items()}

_ORIGIN = (
    Field(
        "source", Reference("source", example="news-report"), N_("The source that reports it"), default_text=N_("none")
    ),
    Field(
        "assumed",
        ListOf(OneOf({word: word for word in ASSUMED_WORDS}, ASSUMED_WORDS)),
        N_("What about it is the author's assumption"),
        default_text=N_("nothing"),
    ),
)

SOURCE = Record(
    "source",
    N_("source"),
    (
        Field("id", Identifier("source", example="news-report"), N_("Its name in this script"), required=True),
        Field(
            "document", Name(longest=200, example="report.txt"), N_("The file or title of the document"), required=True
        ),
        Field("title", _TEXT, N_("What the document is"), default_text=N_("the name of the document")),
        Field("gives", ListOf(_TEXT), N_("The facts taken from it"), default_text=N_("none")),
    ),
    example="{id: news-report, document: report.txt}",
)

PLACE = Record(
    "place",
    N_("place"),
    (
        Field("name", _TEXT, N_("Where the story plays"), required=True),
        Field(
            "zone",
            Zone(),
            N_("Time zone of the story's clock: Asia/Jakarta, Asia/Makassar, Asia/Jayapura"),
            required=True,
        ),
        Field("starts", ClockTime(), N_("The story's clock at StartEx, in quotes"), required=True),
    ),
    example='{name: Kantor KPU, zone: Asia/Jakarta, starts: "09:00"}',
)

UNIT = Record(
    "unit",
    N_("unit"),
    (
        Field("title", _TEXT, N_("Its name as people say it"), required=True, example="Dalmas Awal"),
        Field(
            "kind",
            OneOf({word: word for word in UNIT_KINDS}, UNIT_KINDS),
            N_("What kind of unit it is"),
            required=True,
            example="dalmas_awal",
        ),
        Field("strength", Integer(0, LARGEST_UNIT), N_("Persons it has"), required=True),
        *_ORIGIN,
    ),
    example="{title: Dalmas Awal, kind: dalmas_awal, strength: 30}",
)

START = Record(
    "start",
    N_("start of the crowd"),
    (
        Field("tension", _PERCENT, N_("Tension index at StartEx, 0 to 100"), default_text=_START["tension"]),
        Field("activity", _PERCENT, N_("Percent of the crowd in active disorder"), default_text=_START["activity"]),
        Field(
            "legitimacy",
            _PERCENT,
            N_("Percent of legitimacy the crowd grants the police"),
            default_text=_START["legitimacy"],
        ),
        Field("presence", _PERCENT, N_("Percent of the crowd that is there"), default_text=_START["presence"]),
    ),
    example="{tension: 30}",
)

PARAMETERS = Record(
    "parameters",
    N_("parameters of the crowd"),
    tuple(
        Field(
            name,
            Number(low, high, example=f"{getattr(CrowdParameters(), name):g}"),
            N_("Coefficient of the crowd model"),
            default_text=f"{getattr(CrowdParameters(), name):g}",
        )
        for name, (low, high) in PARAMETER_RANGES.items()
    ),
    example="{backfire: 0.35}",
)

CROWD = Record(
    "crowd",
    N_("crowd"),
    (
        Field("size", Integer(1, LARGEST_CROWD, example="300"), N_("Persons in the crowd"), required=True),
        Field("start", START, N_("Where the crowd model starts"), default_text=N_("the values of a calm crowd")),
        Field("parameters", PARAMETERS, N_("Coefficients of the crowd model to change"), default_text=N_("none")),
    ),
    example="{size: 300, start: {tension: 30}}",
)

OBJECTIVE = Record(
    "objective",
    N_("objective"),
    (
        Field("id", Identifier("objective", example="negotiation"), N_("Its name in this script"), required=True),
        Field("title", _TEXT, N_("What the drill is to train"), required=True),
    ),
    example='{id: negotiation, title: "Negosiasi"}',
)

PRESSURE = Record(
    "pressure",
    N_("pressure"),
    (
        Field(
            "rate",
            Number(*PRESSURE_RANGE, above_low=True, example="0.03"),
            N_("Strength of the pressure, per minute"),
            required=True,
        ),
        Field("for", Duration(positive=True, example="5m"), N_("How long it lasts"), required=True),
    ),
    example="{rate: 0.03, for: 5m}",
)

EFFECTS = Record(
    "effects",
    N_("effects"),
    (
        Field("tension", Number(-100, 100, example="12"), N_("Points added to the tension index at once"), default=0.0),
        Field("pressure", PRESSURE, N_("Pressure that begins with the inject"), default_text=N_("none")),
        Field(
            "behaviour",
            OneOf({each.key: each for each in Behaviour}, {each.key: BEHAVIOUR_TITLES[each] for each in Behaviour}),
            N_("Behaviour of the crowd seen from now on"),
            default_text=N_("no change"),
        ),
        Field(
            "provocateurs",
            Number(0, 1, words={"on": 1.0, "off": 0.0}, example="on"),
            N_("Share of the provocateurs that is active from now on"),
            default_text=N_("no change"),
        ),
        Field("unlawful", Flag(), N_("Unlawful acts are declared; the situation turns red"), default=False),
    ),
    example="{tension: 12}",
)

EXPECT = Record(
    "expect",
    N_("expected action"),
    (
        Field("id", Identifier("expected action", example="appeal"), N_("Its name in this script"), required=True),
        Field("text", _TEXT, N_("What the players should do"), required=True),
        Field("action", _ACTION, N_("The kind of action that meets it by itself"), default_text=N_("ticked by hand")),
        Field("by", Reference("unit", example="negotiator"), N_("The unit that should do it"), default_text=N_("any")),
        Field("within", Duration(positive=True, example="3m"), N_("Time allowed after the inject"), required=True),
        Field(
            "objective",
            Reference("objective", example="negotiation"),
            N_("The objective it shows"),
            default_text=N_("none"),
        ),
    ),
    example='{id: appeal, text: "Himbauan", within: 3m}',
)

INJECT = Record(
    "inject",
    N_("inject"),
    (
        Field("id", Identifier("inject", example="orator"), N_("Its name in this script"), required=True),
        Field("title", _TEXT, N_("A few words for the list"), default_text=N_("the first words of the text")),
        Field("at", Duration(), N_("Planned time from the start of the phase"), default_text=N_("none: manual only")),
        Field("manual", Flag(), N_("The controller fires it by hand; with a time it becomes due then"), default=False),
        Field("from", _TEXT, N_("Who says it"), default_text=N_("nobody")),
        Field("to", _TEXT, N_("To whom it is said"), default_text=N_("nobody")),
        Field(
            "channel",
            OneOf({word: word for word in CHANNELS}, CHANNELS),
            N_("How it is passed on"),
            default_text=N_("none"),
        ),
        Field("text", _TEXT, N_("The words to be said or shown"), required=True),
        Field("effects", EFFECTS, N_("What it does to the crowd"), default_text=N_("nothing")),
        Field("expect", ListOf(EXPECT), N_("What the players should do after it"), default_text=N_("nothing")),
        *_ORIGIN,
    ),
    example='{id: orator, at: 4m30s, text: "..."}',
)

SPAN = Record(
    "span",
    N_("planned time"),
    (
        Field("from", Duration(example="2m"), N_("Begin, from the start of the phase"), required=True),
        Field(
            "to",
            Duration(example="9m"),
            N_("End, from the start of the phase"),
            default_text=N_("the end of the phase"),
        ),
    ),
    example="{from: 2m, to: 9m}",
)

ACTION = Record(
    "action",
    N_("action"),
    (
        Field(
            "id",
            Identifier("action", example="first-push"),
            N_("Its name in this script"),
            default_text="phase.unit.does",
        ),
        Field("unit", Reference("unit", example="dalmas-awal"), N_("The unit that does it"), required=True),
        Field("does", _ACTION, N_("What the unit does"), required=True, example="shield_line"),
        Field("stage", Integer(0, max(Stage), example="4"), N_("Stage of force"), default_text=N_("that of the kind")),
        Field("personnel", Integer(0, LARGEST_UNIT), N_("Persons committed"), default_text=N_("the whole unit")),
        Field("dialogue", Number(0, 1), N_("How much dialogue it is, 0 to 1"), default_text=N_("that of the kind")),
        Field(
            "order_from",
            ListOf(Reference("rank", example="Danki")),
            N_("Ranks whose order it needs"),
            default_text=N_("none"),
        ),
        Field("planned", OneOrMany(SPAN), N_("When the script plans it"), default_text=N_("not planned, only offered")),
        *_ORIGIN,
    ),
    example="{unit: dalmas-awal, does: shield_line}",
)

PHASE = Record(
    "phase",
    N_("phase"),
    (
        Field("id", Identifier("phase", example="negotiation"), N_("Its name in this script"), required=True),
        Field("title", _TEXT, N_("Its name as people say it"), required=True, example="Negosiasi"),
        Field("goal", _TEXT, N_("What it is for"), default_text=N_("none")),
        Field("planned", Duration(positive=True, example="10m"), N_("How long it is planned to last"), required=True),
        Field(
            "next",
            Reference("phase", example=END, besides=(END,)),
            N_("The phase after it, or end"),
            default_text=N_("the phase that follows here"),
        ),
        *_ORIGIN,
        Field("injects", ListOf(INJECT), N_("Its injects"), default_text=N_("none")),
        Field("actions", ListOf(ACTION), N_("The actions of units it offers"), default_text=N_("none")),
    ),
    example='{id: negotiation, title: "Negosiasi", planned: 10m}',
)

SCENARIO = Record(
    "scenario",
    N_("script"),
    (
        Field("gladi", Version(), N_("Version of the language"), required=True),
        Field("id", Identifier(example="okut-2024"), N_("Short name of the script"), required=True),
        Field("title", _TEXT, N_("Name of the exercise"), required=True, example="Sispamkota OKU Timur"),
        Field("summary", _TEXT, N_("What the drill is about"), default_text=N_("none")),
        Field("sources", ListOf(SOURCE), N_("Documents it is built from"), default_text=N_("none")),
        Field("assumptions", ListOf(_TEXT), N_("What its author assumed"), default_text=N_("none")),
        Field("place", PLACE, N_("Where and when the story plays"), required=True),
        Field("ranks", ListOf(Name("rank"), least=1), N_("Who may give orders"), default_text=", ".join(DEFAULT_RANKS)),
        Field(
            "units",
            MapOf(Identifier("unit", example="dalmas-awal"), UNIT, least=1),
            N_("The units that take part, each under its name"),
            required=True,
        ),
        Field("crowd", CROWD, N_("The crowd"), required=True),
        Field("objectives", ListOf(OBJECTIVE), N_("What the drill is to train"), default_text=N_("none")),
        Field("phases", ListOf(PHASE, least=1), N_("The phases in their order"), required=True),
    ),
)
"""The whole language: a script is this record."""

HOMES = {"source": "sources", "rank": "ranks", "unit": "units", "objective": "objectives", "phase": "phases"}
"""The key of the script under which each kind of thing that can be referred to is defined."""
