"""The three themes."""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_
from player.ui.look.tokens import PlotColours, Surfaces, Theme, Tone, Tones

SIANG = Theme(
    name="siang",
    title=N_("Day: for sunlight"),
    dark=False,
    body_weight=500,
    surfaces=Surfaces(
        window="#d3d8de", panel="#ffffff", strip="#eceff3", sunken="#e9ecf0", hover="#e6eefb", selected="#d6e4fb"
    ),
    band="#0a0d12",
    on_band="#ffffff",
    on_band_soft="#c3cad3",
    line="#d4d9df",
    edge="#66707b",
    ink="#05070a",
    ink_soft="#3a4149",
    focus="#0b47a8",
    tones=Tones(
        neutral=Tone(text="#30363d", fill="#30363d", on_fill="#ffffff", soft="#e9ecf0"),
        accent=Tone(text="#08388a", fill="#0b47a8", on_fill="#ffffff", soft="#d6e4fb"),
        go=Tone(text="#00471c", fill="#00584a", on_fill="#ffffff", soft="#d3f1dd"),
        warn=Tone(text="#573200", fill="#ffc21a", on_fill="#000000", soft="#ffefbf"),
        alarm=Tone(text="#86000d", fill="#b00012", on_fill="#ffffff", soft="#ffdfdc"),
        hijau=Tone(text="#00471c", fill="#2fbf71", on_fill="#00140a", soft="#d3f1dd"),
        kuning=Tone(text="#4f3600", fill="#ffd60a", on_fill="#000000", soft="#fff3b8"),
        merah=Tone(text="#86000d", fill="#b00012", on_fill="#ffffff", soft="#ffdfdc"),
        exercise=Tone(text="#573200", fill="#ffc21a", on_fill="#000000", soft="#ffefbf"),
    ),
    plots=PlotColours(
        actual="#000000",
        planned="#56616d",
        ceiling="#0b47a8",
        excess="#b00012",
        personnel="#5f7185",
        marker="#6b1f8f",
        now="#0b47a8",
        grid="#dde2e7",
        bands=("#e6f6eb", "#fff6cf", "#ffe6e3"),
        stages=("#ffffff", "#8793a2", "#6d7e92", "#52667f", "#394f6e", "#22375a", "#0a1a38"),
    ),
)

KENDALI = Theme(
    name="kendali",
    title=N_("Control room: grey, colour only for what is not normal"),
    dark=False,
    body_weight=500,
    surfaces=Surfaces(
        window="#c9cdd1", panel="#dcdfe2", strip="#d0d4d8", sunken="#cdd1d5", hover="#d3dae2", selected="#c6d2e0"
    ),
    band="#23282e",
    on_band="#f4f6f8",
    on_band_soft="#c3c9d0",
    line="#bcc2c8",
    edge="#646d76",
    ink="#0c0f13",
    ink_soft="#2c3238",
    focus="#173d78",
    tones=Tones(
        neutral=Tone(text="#2c3238", fill="#3a4149", on_fill="#ffffff", soft="#cdd1d5"),
        accent=Tone(text="#10305f", fill="#1f3f6f", on_fill="#ffffff", soft="#c6d2e0"),
        go=Tone(text="#23282e", fill="#2b3138", on_fill="#ffffff", soft="#cdd3d6"),
        warn=Tone(text="#4a2b00", fill="#ffc21a", on_fill="#000000", soft="#f6dfa3"),
        alarm=Tone(text="#72000a", fill="#b00012", on_fill="#ffffff", soft="#f4cac6"),
        hijau=Tone(text="#2c3238", fill="#a9b0b7", on_fill="#0c0f13", soft="#cdd1d5"),
        kuning=Tone(text="#432e00", fill="#ffd60a", on_fill="#000000", soft="#f3e3a0"),
        merah=Tone(text="#72000a", fill="#b00012", on_fill="#ffffff", soft="#f4cac6"),
        exercise=Tone(text="#2c3238", fill="#f4f6f8", on_fill="#0c0f13", soft="#cdd1d5"),
    ),
    plots=PlotColours(
        actual="#0c0f13",
        planned="#4d5761",
        ceiling="#10305f",
        excess="#a00010",
        personnel="#5a6672",
        marker="#4b2a66",
        now="#10305f",
        grid="#cbd0d5",
        bands=("#dcdfe2", "#ece2be", "#edd0cc"),
        stages=("#dcdfe2", "#727d89", "#606c7a", "#4b5868", "#374456", "#243145", "#111c2e"),
    ),
)

MALAM = Theme(
    name="malam",
    title=N_("Night: dark"),
    dark=True,
    body_weight=400,
    surfaces=Surfaces(
        window="#06080a", panel="#12161b", strip="#1a1f26", sunken="#0b0e12", hover="#1d242d", selected="#192a45"
    ),
    band="#000000",
    on_band="#eef1f4",
    on_band_soft="#aab3bd",
    line="#262d35",
    edge="#75808c",
    ink="#e8ecf0",
    ink_soft="#b4bdc7",
    focus="#8fbcff",
    tones=Tones(
        neutral=Tone(text="#d2d8df", fill="#c3cad3", on_fill="#0b0e12", soft="#222830"),
        accent=Tone(text="#9cc5ff", fill="#84b6ff", on_fill="#04101f", soft="#152a4c"),
        go=Tone(text="#74e3a4", fill="#45c07d", on_fill="#02140a", soft="#0c2d1c"),
        warn=Tone(text="#ffcf57", fill="#ffc21a", on_fill="#1a1100", soft="#372904"),
        alarm=Tone(text="#ffaaa2", fill="#ad121c", on_fill="#ffffff", soft="#400f0d"),
        hijau=Tone(text="#74e3a4", fill="#36b070", on_fill="#000f06", soft="#0c2d1c"),
        kuning=Tone(text="#ffe066", fill="#ffd60a", on_fill="#141000", soft="#332c03"),
        merah=Tone(text="#ffaaa2", fill="#ad121c", on_fill="#ffffff", soft="#400f0d"),
        exercise=Tone(text="#ffcf57", fill="#ffc21a", on_fill="#1a1100", soft="#372904"),
    ),
    plots=PlotColours(
        actual="#f4f7fa",
        planned="#98a4b1",
        ceiling="#84b6ff",
        excess="#ff8a80",
        personnel="#7f90a3",
        marker="#d9a6ff",
        now="#84b6ff",
        grid="#242b33",
        bands=("#10241a", "#282404", "#301312"),
        stages=("#12161b", "#66758a", "#7f90a6", "#99abc2", "#b4c5da", "#d0deed", "#eef5ff"),
    ),
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (SIANG, KENDALI, MALAM)}
"""Every theme by name; the first is the default."""

DEFAULT_THEME = SIANG
