"""The keys of the course of a script: phases with injects, expected actions, actions of units, decisions, exits."""

from __future__ import annotations

from player.i18n import N_
from player.language.records import Field, ListOf, MapOf, OneOrMany, Record
from player.language.shapes import Duration, Flag, Integer, Number
from player.language.words import Identifier, Name, Reference
from player.model.crowd_parameters import PRESSURE_RANGE
from player.model.doctrine import MEDIA, RECORD_TITLES, SEVERITIES, SIDES, WEAPONS, Stage
from player.scenario.language_common import ACTION_KIND, CHANNEL, END, LARGEST_UNIT, ORIGIN, TEXT, words
from player.scenario.language_parts import ATTACHMENTS, BEHAVIOUR
from player.scenario.language_roles import RoleOrText
from player.triggers import TRIGGER_KINDS

TRIGGERS = {kind.field.name: kind for kind in TRIGGER_KINDS}
"""Every trigger kind, by its key."""

AUTOMATIC = tuple(name for name in TRIGGERS if name not in {"manual", "every"})
"""The keys that can say when an exit is taken or a question is put."""

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
        Field(
            "presence",
            Number(-100, 100, example="20"),
            N_("Points of the crowd's size that join it at once, or leave it"),
            default=0.0,
        ),
        Field("pressure", PRESSURE, N_("Pressure that begins now"), default_text=N_("none")),
        Field(
            "behaviour",
            BEHAVIOUR,
            N_("Behaviour of the crowd seen from now on; an order does not say it, it would lift its own ceiling"),
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

WANTED_RECORD = Record(
    "record",
    N_("record called for"),
    (
        Field(
            "kind",
            words({kind.value: title for kind, title in RECORD_TITLES.items()}),
            N_("What is recorded"),
            required=True,
        ),
        Field("count", Integer(1, 1000, example="2"), N_("How many such records"), default=1),
        Field("side", words(SIDES), N_("On which side somebody was hurt"), default_text=N_("not said")),
        Field("severity", words(SEVERITIES), N_("How badly"), default_text=N_("not said")),
        Field("weapon", words(WEAPONS), N_("What somebody who was arrested carried"), default_text=N_("not said")),
        Field("medium", words(MEDIA), N_("What a piece of evidence is"), default_text=N_("not said")),
    ),
    example="{kind: casualty, side: crowd, severity: light}",
)

EXPECT = Record(
    "expect",
    N_("expected action"),
    (
        Field("id", Identifier("expected action", example="appeal"), N_("Its name in this script"), required=True),
        Field("text", TEXT, N_("What the players should do"), required=True),
        Field(
            "action", ACTION_KIND, N_("The kind of action that meets it by itself"), default_text=N_("ticked by hand")
        ),
        Field("record", WANTED_RECORD, N_("The records that meet it by themselves"), default_text=N_("none")),
        Field("by", Reference("unit", example="negotiator"), N_("The unit that should do it"), default_text=N_("any")),
        Field("within", Duration(positive=True, example="3m"), N_("Time allowed after the inject"), required=True),
        Field(
            "objective",
            Reference("objective", example="negotiation"),
            N_("The objective it shows"),
            default_text=N_("none"),
        ),
        Field(
            "task",
            Reference("critical task", example="first-appeal"),
            N_("The critical task of that objective it is"),
            default_text=N_("none"),
        ),
        Field(
            "contingency",
            Reference("inject", example="second-orator"),
            N_("The inject that is offered when it is missed"),
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
        Field("title", TEXT, N_("A few words for the list"), default_text=N_("the first words of the text")),
        *(kind.field for kind in TRIGGER_KINDS),
        Field("confirm", Flag(), N_("When it is due it waits for the controller's hand"), default=False),
        Field(
            "priority",
            Integer(-9, 9, example="1"),
            N_("Of injects due at the same instant the higher goes first"),
            default=0,
        ),
        Field("repeats", Flag(), N_("It may fire again, each time its trigger comes about"), default=False),
        Field("from", RoleOrText(), N_("Who says it: a role, or a text"), default_text=N_("nobody")),
        Field("to", RoleOrText(), N_("To whom it is said: a role, or a text"), default_text=N_("nobody")),
        Field("channel", CHANNEL, N_("How it is passed on"), default_text=N_("that of the role it goes to")),
        Field("text", TEXT, N_("The words to be said or shown"), required=True),
        Field("note", TEXT, N_("What the controller alone needs to know"), default_text=N_("none")),
        Field("effects", EFFECTS, N_("What it does to the crowd"), default_text=N_("nothing")),
        Field("expect", ListOf(EXPECT), N_("What the players should do after it"), default_text=N_("nothing")),
        ATTACHMENTS,
        Field(
            "fields",
            MapOf(Name(longest=200, example="Referensi"), Name(longest=10_000, lines=True, example="A-12")),
            N_("What else a planner's sheet says of it, by column"),
            default_text=N_("none"),
        ),
        *ORIGIN,
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

ORDER = Record(
    "order",
    N_("planned order"),
    (
        Field("by", Reference("rank", example="Danki"), N_("The rank that gives it"), required=True),
        Field(
            "ahead", Duration(example="30s"), N_("How long before the action it is given"), default=0, default_text="0s"
        ),
        Field("channel", CHANNEL, N_("How it is given"), default="radio", default_text="radio"),
        Field("text", TEXT, N_("Its words"), default_text=N_("none")),
    ),
    example="{by: Danki, ahead: 30s}",
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
        Field("does", ACTION_KIND, N_("What the unit does"), required=True, example="shield_line"),
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
        Field("order", ORDER, N_("The order the script plans for it"), default_text=N_("the first rank of order_from")),
        Field("reason", TEXT, N_("Why the script plans it, recorded with its start"), default_text=N_("none")),
        *ORIGIN,
    ),
    example="{unit: dalmas-awal, does: shield_line}",
)

CHOICE = Record(
    "choice",
    N_("answer"),
    (
        Field("id", Identifier(example="accepted"), N_("Its name in this decision"), required=True),
        Field("title", TEXT, N_("The answer as it is read"), required=True, example="Diterima"),
        Field(
            "to",
            Reference("phase", example=END, besides=(END,)),
            N_("The phase it leads to, or end"),
            default_text=N_("the phase goes on"),
        ),
        Field(
            "planned", Flag(only=True), N_("It is the answer the script plans"), default_text=N_("the first answer is")
        ),
        Field("effects", EFFECTS, N_("What it does to the crowd"), default_text=N_("nothing")),
        *ORIGIN,
    ),
    example="{id: accepted, title: Diterima, to: end}",
)

DECISION = Record(
    "decision",
    N_("decision"),
    (
        Field("id", Identifier("decision", example="outcome"), N_("Its name in this script"), required=True),
        Field("ask", TEXT, N_("The question"), required=True, example="Apakah massa menerima?"),
        Field("choices", ListOf(CHOICE, least=1), N_("The answers"), required=True),
        *(TRIGGERS[name].field for name in AUTOMATIC),
        Field("by", Reference("role", example="kapolres"), N_("The role that decides"), default_text=N_("none")),
        *ORIGIN,
    ),
    example='{id: outcome, ask: "...", choices: [{id: accepted, title: Diterima, to: end}]}',
)

EXIT = Record(
    "exit",
    N_("exit"),
    (
        *(TRIGGERS[name].field for name in AUTOMATIC),
        Field(
            "to",
            Reference("phase", example=END, besides=(END,)),
            N_("The phase it leads to, or end"),
            default_text=N_("the phase after this one"),
        ),
    ),
    example='{when: {presence: "< 15"}, to: end}',
)

ENDS = {"by_hand": N_("the controller goes on"), "on_time": N_("it goes on by itself")}
"""What happens at the planned end of a phase, by its word in a scenario."""

PHASE = Record(
    "phase",
    N_("phase"),
    (
        Field("id", Identifier("phase", example="negotiation"), N_("Its name in this script"), required=True),
        Field("title", TEXT, N_("Its name as people say it"), required=True, example="Negosiasi"),
        Field("goal", TEXT, N_("What it is for"), default_text=N_("none")),
        Field("planned", Duration(positive=True, example="10m"), N_("How long it is planned to last"), required=True),
        Field("min", Duration(example="5m"), N_("It is not left by itself before"), default_text=N_("none")),
        Field(
            "max",
            Duration(positive=True, example="15m"),
            N_("It cannot be made longer than this"),
            default_text=N_("none"),
        ),
        Field("ends", words(ENDS), N_("What happens at its planned end"), default="by_hand", default_text="by_hand"),
        Field("optional", Flag(), N_("The controller may pass over it"), default=False),
        Field("enter", EFFECTS, N_("What its beginning does to the crowd"), default_text=N_("nothing")),
        Field(
            "next",
            Reference("phase", example=END, besides=(END,)),
            N_("The phase after it, or end"),
            default_text=N_("the phase that follows here"),
        ),
        *ORIGIN,
        ATTACHMENTS,
        Field("injects", ListOf(INJECT), N_("Its injects"), default_text=N_("none")),
        Field("actions", ListOf(ACTION), N_("The actions of units it offers"), default_text=N_("none")),
        Field("decisions", ListOf(DECISION), N_("The questions at which the course divides"), default_text=N_("none")),
        Field("exits", ListOf(EXIT), N_("The ways out that are taken by themselves"), default_text=N_("none")),
    ),
    example='{id: negotiation, title: "Negosiasi", planned: 10m}',
)
