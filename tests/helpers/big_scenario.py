"""A long, realistic script made by rule, for benchmarks and for tests of size."""

from __future__ import annotations

from collections.abc import Iterator

from player.model.times import HOUR_MS, SECOND_MS, duration_text

_UNITS = (
    ("posko", "command", 12),
    ("negosiator", "negotiator", 8),
    ("dalmas-awal", "dalmas_awal", 60),
    ("dalmas-lanjut", "dalmas_lanjut", 90),
    ("phh", "phh", 90),
    ("water-cannon", "water_cannon", 12),
    ("tim-tindak", "tim_tindak", 20),
    ("patroli", "patrol", 24),
    ("kesehatan", "medical", 16),
    ("humas", "humas", 10),
    ("lalu-lintas", "traffic", 30),
)
_SENDERS = ("Massa", "Orator", "Danton", "Kabag Ops", "Intel", "Warga")
_CHANNELS = ("radio", "voice", "loudspeaker", "phone", "note", "role_play")
_TEXTS = (
    (
        "Barisan depan maju dua langkah dan meminta ketua keluar menemui mereka.",
        "The front row comes two steps closer.",
    ),
    (
        "Orator naik ke mobil bak terbuka dan menyerukan agar massa merapat.",
        "A speaker climbs a truck and calls the crowd in.",
    ),
    (
        "Sebuah botol air dilempar ke arah tameng, tidak ada yang terluka.",
        "A water bottle hits the shields, nobody is hurt.",
    ),
    (
        "Kelompok kedua datang dari sisi timur dan bergabung dengan yang pertama.",
        "A second group arrives from the east side.",
    ),
)
_EFFECTS = (
    "{tension: +6}",
    "{tension: 4.5, pressure: {rate: 0.03, for: 4m}}",
    "{tension: -3, behaviour: pasif}",
    "{pressure: {rate: 0.02, for: 90s}, provocateurs: on}",
    "{tension: 8, behaviour: aktif, provocateurs: 0.5}",
)
_ACTIONS = (
    ("negosiator", "negotiation", ""),
    ("negosiator", "warning", ""),
    ("dalmas-awal", "shield_line", ""),
    ("dalmas-lanjut", "shield_push", ", order_from: [Kapolres, Danki]"),
    ("water-cannon", "water_cannon", ", personnel: 8, order_from: [Kapolres]"),
    ("kesehatan", "medical_aid", ", personnel: 6"),
)


def big_scenario(injects: int = 10_000, *, hours: int = 24) -> str:
    """The YAML text of a script with this many injects, spread evenly over this many hours.

    There is a phase for every 100 injects, each with six actions; every third inject expects an action. With 10,000
    injects it is about 3.3 MB long.
    """
    return "".join(_lines(injects, hours))


def _lines(injects: int, hours: int) -> Iterator[str]:
    phases = max(1, injects // 100)
    phase_ms = _whole_seconds(hours * HOUR_MS // phases)
    yield "gladi: 2\nid: long-drill\ntitle: {id: Latihan panjang, en: Long drill}\n"
    yield "sources:\n  - {id: plan, document: rencana.txt, title: Rencana latihan}\n"
    yield 'place: {name: Alun-alun, zone: Asia/Jakarta, starts: "08:00"}\nunits:\n'
    for unit, kind, strength in _UNITS:
        yield f"  {unit}: {{title: {unit.replace('-', ' ').title()}, kind: {kind}, strength: {strength}}}\n"
    yield "crowd: {size: 500, start: {tension: 30}}\n"
    yield "objectives:\n" + "".join(f"  - {{id: goal-{n}, title: Sasaran {n}}}\n" for n in range(1, 6))
    yield "phases:\n"
    for phase in range(phases):
        first, last = injects * phase // phases, injects * (phase + 1) // phases
        yield from _phase(phase, phase_ms, first, last)


def _phase(phase: int, phase_ms: int, first: int, last: int) -> Iterator[str]:
    yield f"  - id: phase-{phase}\n    title: {{id: Tahap {phase}, en: Phase {phase}}}\n"
    yield f"    planned: {duration_text(phase_ms)}\n    source: plan\n    assumed: [time]\n    injects:\n"
    for number in range(first, last):
        at_ms = _whole_seconds(phase_ms * (number - first) // (last - first))
        yield from _inject(number, duration_text(at_ms))
    yield "    actions:\n"
    for place, (unit, does, more) in enumerate(_ACTIONS):
        start, end = (duration_text(_whole_seconds(phase_ms * tenth // 10)) for tenth in (place, place + 4))
        span = f"{{from: {start}, to: {end}}}"
        yield f"      - {{unit: {unit}, does: {does}{more}, planned: {span}}}\n"


def _inject(number: int, at: str) -> Iterator[str]:
    text, text_en = _TEXTS[number % len(_TEXTS)]
    yield f"      - id: inject-{number}\n        at: {at}\n"
    if number % 10 == 9:
        yield "        confirm: true\n"
    yield f"        from: {_SENDERS[number % len(_SENDERS)]}\n        to: Danki\n"
    yield f"        channel: {_CHANNELS[number % len(_CHANNELS)]}\n"
    if number % 2:
        yield f"        text: {text}\n"
    else:
        yield f"        text:\n          id: {text}\n          en: {text_en}\n"
    yield f"        effects: {_EFFECTS[number % len(_EFFECTS)]}\n"
    if number % 3 == 0:
        yield f"        expect:\n          - {{id: expected-{number}, text: Himbauan pengeras suara, action: warning,"
        yield f" by: negosiator, within: 3m, objective: goal-{number % 5 + 1}}}\n"


def _whole_seconds(ms: int) -> int:
    return ms // SECOND_MS * SECOND_MS
