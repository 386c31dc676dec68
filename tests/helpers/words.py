"""What the tests of the texts know of words: which stay as they are in both languages, and which are never used."""

from __future__ import annotations

SAME_IN_BOTH = frozenset(
    {
        "April",
        "Dalmas Awal",
        "Dalmas Lanjut",
        "Del",
        "EndEx",
        "EndEx …",
        "GO",
        "Hotwash",
        "ID",
        "Inject",
        "LATIHAN · EXERCISE · LATIHAN",
        "Log",
        "Median",
        "Menu",
        "No.",
        "November",
        "N|max",
        "Perkap 16/2006; Perkapolri 2/2019",
        "September",
        "StartEx",
        "Stop",
        "TNI",
        "Tag",
        "Tim Tindak",
        "Water cannon",
        "inject",
        "met; started",
        "radio",
        "tag",
        "video",
        "{basis} ({mark})",
        "{before} → {after}  ({change})",
        "{n} MB",
        "{n} inject",
        "{n} kB",
        "{n} pers.",
        "{n} tag",
        "{rating} ({meaning}): {n}",
        "{record}, {field}: {value}",
        "{text} ({observer})",
        "{text} (tag {key})",
        "{time} {task} ({outcome})",
        "{time} · GO: {title}",
        '{title} "{id}"',
        "{title}: {reason}.",
        "{unit}: {what}",
        "→ {title}",
    }
)
"""Texts that are the same in English and Indonesian: what the police say in English, names, and what has no words."""

NOT_THE_WORD = {
    "Anda": "say it without naming the reader",
    "silakan": "an order is enough",
    "silahkan": "an order is enough",
    "pelanggaran": "temuan: Gladi finds, it does not judge",
    "personil": "personel",
    "resiko": "risiko",
    "ijin": "izin",
    "analisa": "analisis",
    "jadual": "jadwal",
    "imbauan": "himbauan, as the police write it",
    "file": "berkas",
    "script": "skenario",
    "skrip": "skenario",
    "ditembakkan": "disampaikan",
    "controller": "pengendali",
    "unit-unit": "satuan",
    "inject-inject": "inject",
}
"""Words an Indonesian text does not have, with what it says instead."""

MEANING_BY_CASE = frozenset({"end", "number", "open", "set", "standby", "strength", "void", "words"})
"""Texts that mean one thing as a heading or button and another as a word in a line."""
