"""Words of sheets that Gladi has words of its own for: channels, and the units among those who receive something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from player.i18n import _
from player.model.doctrine import CHANNELS
from player.scenario.msel.cells import line_of
from player.scenario.msel.fields import CHANNEL_WORDS
from player.scenario.msel.headers import plain_words

LONGEST_UNIT = 40
"""Characters of the name of a unit; what is longer is a sentence."""

_KINDS: Mapping[str, str] = {
    "k9": "k9, satwa, anjing, dog",
    "water_cannon": "water cannon, watercannon, awc, rantis",
    "tim_tindak": "tim tindak, raimas, resmob, reskrim, satreskrim, arrest, penangkap",
    "negotiator": "negosiator, negosiasi, negotiator, negotiators, himbauan, polwan",
    "dalmas_lanjut": "dalmas lanjut, dalmas inti, dalmas lanjutan",
    "dalmas_awal": "dalmas awal, dalmas, samapta, sabhara, satsamapta",
    "phh": "phh, brimob, penindak",
    "intelligence": "intel, intelkam, satintelkam, intelligence",
    "medical": (
        "medis, kesehatan, dokkes, ambulans, ambulance, medical, medic, medics, hospital, rumah sakit, "
        "paramedic, ems, urkes, puskesmas, puskesmas keliling, pmi"
    ),
    "humas": "humas, public relations, pio, media officer, public information, dokumentasi, spokesperson",
    "traffic": "lantas, satlantas, lalu lintas, traffic, dishub",
    "guard": "pam, guard, guards, security, satpam, pamobvit",
    "reserve": "cadangan, reserve, bko",
    "military": "tni, kodim, koramil, army, military, yonif, lanal, lanud",
    "patrol": "patroli, patrol, polsek, bhabinkamtibmas, sabhara patroli",
    "civil": (
        "kpu, bawaslu, satpol pp, bpbd, damkar, pemadam, dinas, pemda, pemkab, pemkot, kecamatan, camat, "
        "kelurahan, basarnas, pln, kejaksaan, fire department, fire, public works, eoc, county, city, "
        "agency"
    ),
    "command": (
        "posko, komando, kapolres, wakapolres, kabag ops, kapolsek, command, commander, incident "
        "commander, ics, danki, danton, pimpinan, karo ops, kapolda, ops center, operations center, "
        "polres, pusdalops"
    ),
}
"""What each kind of unit is called, by its word in a script; of several that fit, the first here."""

NOT_A_UNIT = frozenset(
    {
        "",
        "all",
        "everyone",
        "everybody",
        "players",
        "semua",
        "none",
        "nihil",
        "all players",
        "all units",
        "semua satuan",
        "semua pelaku",
        "semua unsur",
        "seluruh satuan",
        "seluruh pelaku",
        "seluruh peserta",
        "semua peserta",
        "pelaku massa",
        "role players",
        "n a",
        "tidak ada",
        "peserta",
        "pelaku",
        "pelaku latihan",
    }
)
"""Recipients that are everybody, nobody or the crowd, not a unit."""

_AND = re.compile(r"\s*(?:[,;/\n|+&]|\bdan\b|\band\b|\bserta\b|\bet\b)\s*", re.IGNORECASE)
_CROWD = frozenset(("massa", "crowd", "pendemo", "demonstran", "protesters", "pengunjuk"))


@cache
def _channels() -> tuple[tuple[str, str], ...]:
    return tuple((f" {word} ", channel) for channel, words in CHANNEL_WORDS.items() for word in words.split(", "))


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((f" {word} ", kind) for kind, words in _KINDS.items() for word in words.split(", "))


@lru_cache(maxsize=2048)
def channel_of(text: str) -> str | None:
    """The channel a cell names, as a word of the language; None where it names none that Gladi knows."""
    padded = f" {plain_words(text)} "
    return next((channel for word, channel in _channels() if word in padded), None)


def names_of_channel(channel: str | None) -> frozenset[str]:
    """What a channel is called in a script and on screen, for comparing."""
    if channel is None:
        return frozenset()
    title = CHANNELS[channel]
    return frozenset(map(plain_words, (channel, title, _(title))))


@lru_cache(maxsize=2048)
def kind_of_unit(name: str) -> str:
    """The kind of a unit by its name, as a word of the language; ``other`` where the name does not tell."""
    padded = f" {plain_words(name)} "
    return next((kind for word, kind in _kinds() if word in padded), "other")


@lru_cache(maxsize=4096)
def units_in(text: str) -> tuple[str, ...]:
    """The units a cell of recipients names; none where it names everybody, the crowd or says a sentence."""
    found = []
    for part in _AND.split(text):
        name = line_of(part).strip(" .:-")
        plain = plain_words(name)
        if name and len(name) <= LONGEST_UNIT and plain not in NOT_A_UNIT and not _CROWD & set(plain.split()):
            found.append(name)
    return tuple(found)
