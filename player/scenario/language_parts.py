"""The keys of what stands in a script beside its course: sources, place, people, crowd, objectives, readiness, tags."""

from __future__ import annotations

from player.i18n import N_
from player.language.paths import FilePath
from player.language.records import Field, ListOf, Record
from player.language.shapes import ClockTime, Duration, Flag, Integer, Number, Zone
from player.language.words import Identifier, Name, OneOf, Reference
from player.model.crowd_parameters import PARAMETER_RANGES, START_DEFAULTS, CrowdParameters
from player.model.doctrine import (
    ATTACHMENT_KINDS,
    BEHAVIOUR_TITLES,
    RATING_TITLES,
    READINESS_KINDS,
    ROLE_PARTS,
    TAG_COLOURS,
    UNIT_KINDS,
    Behaviour,
)
from player.model.entries import AT_STARTEX
from player.model.rules import RULES, Rule, RuleSetting, SettingKind
from player.model.times import duration_text
from player.scenario.language_common import CHANNEL, LARGEST_CROWD, LARGEST_UNIT, ORIGIN, PERCENT, TEXT, words

_START = {name: f"{100 * share:g}" for name, share in START_DEFAULTS.items()}
BEHAVIOUR = OneOf({each.key: each for each in Behaviour}, {each.key: BEHAVIOUR_TITLES[each] for each in Behaviour})

ATTACHMENT = Record(
    "attachment",
    N_("attachment"),
    (
        Field(
            "file",
            FilePath(tuple(sorted(ending for endings in ATTACHMENT_KINDS.values() for ending in endings))),
            N_("Its path from the folder of the script"),
            required=True,
        ),
        Field("title", TEXT, N_("What it is"), default_text=N_("its file name")),
    ),
    example="{file: pictures/map.png}",
)

ATTACHMENTS = Field(
    "attachments", ListOf(ATTACHMENT), N_("Pictures, sounds and documents that go with it"), default_text=N_("none")
)

SOURCE = Record(
    "source",
    N_("source"),
    (
        Field("id", Identifier("source", example="news-report"), N_("Its name in this script"), required=True),
        Field(
            "document", Name(longest=200, example="report.txt"), N_("The file or title of the document"), required=True
        ),
        Field("title", TEXT, N_("What the document is"), default_text=N_("the name of the document")),
        Field("gives", ListOf(TEXT), N_("The facts taken from it"), default_text=N_("none")),
    ),
    example="{id: news-report, document: report.txt}",
)

PLACE = Record(
    "place",
    N_("place"),
    (
        Field("name", TEXT, N_("Where the story plays"), required=True),
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
        Field("title", TEXT, N_("Its name as people say it"), required=True, example="Dalmas Awal"),
        Field(
            "kind",
            OneOf({word: word for word in UNIT_KINDS}, UNIT_KINDS),
            N_("What kind of unit it is"),
            required=True,
            example="dalmas_awal",
        ),
        Field("strength", Integer(0, LARGEST_UNIT), N_("Persons it has"), required=True),
        *ORIGIN,
    ),
    example="{title: Dalmas Awal, kind: dalmas_awal, strength: 30}",
)

START = Record(
    "start",
    N_("start of the crowd"),
    (
        Field("tension", PERCENT, N_("Tension index at StartEx, 0 to 100"), default_text=_START["tension"]),
        Field("activity", PERCENT, N_("Percent of the crowd in active disorder"), default_text=_START["activity"]),
        Field(
            "legitimacy",
            PERCENT,
            N_("Percent of legitimacy the crowd grants the police"),
            default_text=_START["legitimacy"],
        ),
        Field("presence", PERCENT, N_("Percent of the crowd that is there"), default_text=_START["presence"]),
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

CRITICAL_TASK = Record(
    "task",
    N_("critical task"),
    (
        Field("id", Identifier("critical task", example="first-appeal"), N_("Its name in this script"), required=True),
        Field("title", TEXT, N_("What must be done"), required=True),
    ),
    example='{id: first-appeal, title: "Himbauan terdengar"}',
)

RATINGS = Record(
    "ratings",
    N_("ratings of an objective"),
    tuple(Field(rating.value, TEXT, title, default_text=N_("not said")) for rating, title in RATING_TITLES.items()),
    example='{P: "Himbauan terdengar jelas sebelum setiap tindakan"}',
)

OBJECTIVE = Record(
    "objective",
    N_("objective"),
    (
        Field("id", Identifier("objective", example="negotiation"), N_("Its name in this script"), required=True),
        Field("title", TEXT, N_("What the drill is to train"), required=True),
        Field("tasks", ListOf(CRITICAL_TASK), N_("The tasks it cannot do without"), default_text=N_("none")),
        Field("ratings", RATINGS, N_("What a drill looks like that earns each rating"), default_text=N_("not said")),
    ),
    example='{id: negotiation, title: "Negosiasi"}',
)

ROLE = Record(
    "role",
    N_("role"),
    (
        Field("title", TEXT, N_("Its name as people say it"), required=True, example="Kabag Ops"),
        Field(
            "part", words(ROLE_PARTS), N_("What part it has in the exercise"), default="player", default_text="player"
        ),
        Field("unit", Reference("unit", example="dalmas-awal"), N_("The unit it belongs to"), default_text=N_("none")),
        Field("channel", CHANNEL, N_("How it is reached"), default_text=N_("none")),
    ),
    example="{title: Kabag Ops, part: player, channel: radio}",
)

READINESS = Record(
    "readiness",
    N_("readiness item"),
    (
        Field("id", Identifier("readiness item", example="kit"), N_("Its name in this script"), required=True),
        Field("text", TEXT, N_("What is checked"), required=True, example="Tameng dan helm lengkap"),
        Field("kind", words(READINESS_KINDS), N_("What kind of thing it is"), default="other", default_text="other"),
        Field(
            "unit", Reference("unit", example="dalmas-awal"), N_("The unit it is checked at"), default_text=N_("all")
        ),
        Field("required", Flag(), N_("While it is open, its gate is passed only with a reason"), default=True),
        Field(
            "before",
            Reference("phase", example=AT_STARTEX, besides=(AT_STARTEX,)),
            N_("The gate: startex, or the phase it stands before"),
            default=AT_STARTEX,
            default_text=AT_STARTEX,
        ),
        *ORIGIN,
    ),
    example='{id: kit, text: "Tameng dan helm lengkap"}',
)

EMERGENCY = Record(
    "emergency",
    N_("emergency contact"),
    (
        Field("id", Identifier("emergency contact", example="ambulance"), N_("Its name in this script"), required=True),
        Field("title", TEXT, N_("Who is called"), required=True, example="Ambulans RSUD"),
        Field("reach", TEXT, N_("How: a number, a channel, a place"), required=True, example="119"),
        *ORIGIN,
    ),
    example='{id: ambulance, title: "Ambulans RSUD", reach: "119"}',
)

TAG = Record(
    "tag",
    N_("tag"),
    (
        Field("key", Integer(1, 9, example="1"), N_("The digit that logs it"), required=True),
        Field("id", Identifier("tag", example="throwing"), N_("Its name in this script"), required=True),
        Field("text", TEXT, N_("What was seen"), required=True, example="Lemparan"),
        Field("behaviour", BEHAVIOUR, N_("The class of behaviour that is seen with it"), default_text=N_("none")),
        Field("unlawful", Flag(), N_("It is an unlawful act; the situation turns red"), default=False),
        Field("colour", words(TAG_COLOURS), N_("Its colour"), default="grey", default_text="grey"),
    ),
    example='{key: 1, id: throwing, text: "Lemparan", behaviour: agresif}',
)


def _setting(name: str, setting: RuleSetting) -> Field:
    match setting.kind:
        case SettingKind.DURATION:
            return Field(name, Duration(example="5m"), setting.about, default_text=duration_text(setting.default or 0))
        case SettingKind.RANKS:
            shape = ListOf(Reference("rank", example="Danki"), least=1)
        case SettingKind.TAGS:
            shape = ListOf(Reference("tag", example="throwing"), least=1)
    return Field(name, shape, setting.about, default_text=N_("none"))


def _rule(rule: Rule) -> Record:
    return Record(
        rule.id,
        rule.title,
        (
            Field("active", Flag(), N_("The rule is applied"), default=True),
            Field("basis", TEXT, N_("The basis it cites"), default_text=rule.basis),
            *(_setting(name, setting) for name, setting in rule.settings.items()),
        ),
        example="{active: true}",
    )


FINDINGS = Record(
    "findings",
    N_("settings of the rules"),
    tuple(Field(rule.id, _rule(rule), rule.title, default_text=N_("applied as it is")) for rule in RULES.values()),
    example="{R1: {within: 5m}}",
)
