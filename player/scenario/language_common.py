"""The keys that many groups of a script share."""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_
from player.language.records import Field, ListOf
from player.language.shapes import Number
from player.language.words import OneOf, Reference, TextShape
from player.model.doctrine import ACTION_KINDS, CHANNELS

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

TEXT = TextShape()
ACTION_KIND = OneOf({word: word for word in ACTION_KINDS}, {word: kind.title for word, kind in ACTION_KINDS.items()})
PERCENT = Number(0, 100, example="30")

CHANNEL = OneOf({word: word for word in CHANNELS}, CHANNELS)

ORIGIN = (
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
"""Where an entry comes from."""


def words(titles: Mapping[str, str]) -> OneOf:
    """A word out of these, each with its title."""
    return OneOf({word: word for word in titles}, titles)
