"""What the lists of the start page show: a row for each script and session, and how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.i18n import N_, _, ngettext
from player.model.events import WallTime
from player.model.times import clock_text
from player.session.store import SessionState
from player.ui.home.shelf import Group, ScriptEntry, SessionEntry, is_set_aside
from player.ui.rows import part_of
from player.ui.theme import MEDIUM_PX, PAD, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets import paint_chip, paint_icon_in, paint_text
from player.ui.widgets.chips import chip_width
from player.ui.widgets.painted import RIGHT, text_width

DOT = " · "
ROW_PX = 56
HEADING_PX = 30
MORE_PX = 44
"""Width of the place at the right end of a row that opens its menu."""

STATE_LOOKS = {
    SessionState.FINISHED: (N_("finished"), "circle-check", "go"),
    SessionState.INTERRUPTED: (N_("cut off"), "circle-alert", "warn"),
    SessionState.SALVAGED: (N_("salvaged"), "shield-check", "warn"),
    SessionState.RUNNING: (N_("running elsewhere"), "play", "accent"),
    SessionState.DAMAGED: (N_("damaged"), "octagon-alert", "alarm"),
    SessionState.UNREADABLE: (N_("unreadable"), "file-warning", "alarm"),
}

GROUP_TITLES = {
    Group.SHIPPED: N_("Come with Gladi"),
    Group.OWN: N_("Own scripts"),
    Group.RECENT: N_("Opened last"),
}

_TO_RESUME = N_("Cut off: to be resumed")
_ALL_OTHERS = N_("Drills")
_SET_ASIDE = N_("Set aside: never written to, never in the way")


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A script or a session as the page lists it.

    Attributes:
        group: heading of the group it belongs to; ``heads``: how many it heads, where it is the first of them.
        right: figures at the right of the second line.
        chip: word, icon and tone of its state; of a session at the right of the second line, where there are no
            figures, so that its title has room.
        origin: where a script comes from; None for a session.
        state: of a session that was read; ``started``: when it began, where that is told in its detail.
        search: what the find field looks through.
    """

    path: Path
    title: str
    detail: str
    icon: str
    right: str = ""
    chip: tuple[str, str, str] | None = None
    group: str = ""
    heads: int = 0
    origin: Group | None = None
    state: SessionState | None = None
    started: WallTime | None = None
    is_session: bool = False
    search: str = ""
    tip: str = ""
    chosen: bool = False

    @property
    def key(self) -> str:
        """What it is chosen by."""
        return str(self.path)

    @property
    def spoken(self) -> str:
        """The row in words."""
        chip = self.chip[0] if self.chip else ""
        return " ".join(filter(None, (self.group if self.heads else "", self.title, self.detail, self.right, chip)))

    @property
    def is_interrupted(self) -> bool:
        """Whether it is a session that can be resumed."""
        return self.state is SessionState.INTERRUPTED

    @property
    def is_set_aside(self) -> bool:
        """Whether it is a session that something is wrong with."""
        return self.state in {SessionState.DAMAGED, SessionState.UNREADABLE}


def height_of(row: HomeRow) -> int:
    """Height of a row at text size 1, with the heading over the first of a group."""
    return ROW_PX + (HEADING_PX if row.heads else 0)


def under_headings(rows: Iterable[HomeRow]) -> list[HomeRow]:
    """The rows with the first of each group bearing its heading."""
    listed = list(rows)
    counts: dict[str, int] = {}
    for row in listed:
        counts[row.group] = counts.get(row.group, 0) + 1
    return [replace(row, heads=counts.pop(row.group)) if row.group in counts else row for row in listed]


def finding(rows: Sequence[HomeRow], words: str) -> list[HomeRow]:
    """The rows in which every one of these words occurs."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.search for word in wanted)]


def script_row(entry: ScriptEntry) -> HomeRow:
    """A script or a programme as a row."""
    group = _(GROUP_TITLES[entry.group])
    name = entry.path.name
    if not entry.is_read:
        return _found(HomeRow(entry.path, name, _("reading …"), "clipboard-list", group=group, origin=entry.group))
    if entry.errors:
        chip = (ngettext("{n} error", "{n} errors", entry.errors).format(n=entry.errors), "octagon-alert", "alarm")
        text = _("It cannot be played. Open it to see what is wrong with it, and where.")
        return _found(HomeRow(entry.path, name, text, "file-warning", "", chip, group, origin=entry.group))
    told = [" → ".join(map(str, entry.stages)) if entry.stages else str(entry.place)]
    if entry.group is not Group.SHIPPED:
        told.insert(0, name)
    numbers = [clock_text(entry.length_ms, hours=True)]
    if entry.stages:
        numbers.append(ngettext("{n} stage", "{n} stages", len(entry.stages)).format(n=len(entry.stages)))
    else:
        numbers.append(ngettext("{n} phase", "{n} phases", entry.phases).format(n=entry.phases))
    numbers.append(ngettext("{n} inject", "{n} injects", entry.injects).format(n=entry.injects))
    icon, sign = ("layers", (_("programme"), "layers", "accent")) if entry.stages else ("clipboard-list", None)
    if entry.warnings:
        words = ngettext("{n} warning", "{n} warnings", entry.warnings).format(n=entry.warnings)
        sign = (words, "triangle-alert", "warn")
    detail, right = DOT.join(filter(None, told)), DOT.join(numbers)
    return _found(HomeRow(entry.path, str(entry.title), detail, icon, right, sign, group, origin=entry.group))


def session_row(entry: SessionEntry) -> HomeRow:
    """A session as a row."""
    summary, size = entry.summary, size_text(entry.size_bytes)
    if summary is None:
        row = HomeRow(entry.path, entry.path.name, _("reading …"), "history", group=_(_ALL_OTHERS))
        return _found(replace(row, is_session=True))
    word, icon, tone = STATE_LOOKS[summary.state]
    interrupted = summary.state is SessionState.INTERRUPTED
    group = _(_SET_ASIDE if is_set_aside(entry) else _TO_RESUME if interrupted else _ALL_OTHERS)
    when = wall_text(summary.started) if summary.started is not None else ""
    problem = "" if summary.problem is None else str(summary.problem).replace(str(entry.path), entry.path.name)
    length = clock_text(summary.length_ms, hours=True) if summary.started is not None else ""
    row = HomeRow(
        entry.path,
        str(summary.title) or entry.path.name,
        DOT.join(filter(None, (problem or when, length, size))),
        {"go": "file-check", "alarm": "file-warning"}.get(tone, "history"),
        chip=(_(word), icon, tone),
        group=group,
        state=summary.state,
        started=None if problem else summary.started,
        is_session=True,
    )
    return _found(row)


def told_apart(rows: Sequence[HomeRow]) -> list[HomeRow]:
    """The rows, and where sessions of one title began within one minute, the second, or where that is one, the file."""
    alike: dict[tuple[str, str], list[HomeRow]] = {}
    for row in rows:
        if row.started is not None:
            alike.setdefault((row.title, wall_text(row.started)), []).append(row)
    told: dict[Path, HomeRow] = {}
    for (_title, when), group in alike.items():
        seconds = {row.path: f"{row.started.local:%Y-%m-%d %H:%M:%S}" for row in group if row.started is not None}
        differ = len(set(seconds.values())) == len(group)
        for row in group if len(group) > 1 else ():
            words = seconds[row.path] if differ else DOT.join((row.path.stem, when))
            told[row.path] = _found(replace(row, detail=row.detail.replace(when, words, 1)))
    return [told.get(row.path, row) for row in rows]


def _found(row: HomeRow) -> HomeRow:
    """The row with what it is found by, and its full words as a tip."""
    tip = "\n".join(filter(None, (row.title, row.detail, row.right, str(row.path))))
    chip = row.chip[0] if row.chip else ""
    search = f"{row.title} {row.detail} {row.path.name} {row.group} {chip}".casefold()
    return replace(row, tip=tip, search=search)


def wall_text(wall: WallTime) -> str:
    """Date and time of a moment where it was: ``2026-08-26 09:00 WIB``."""
    return f"{wall.local:%Y-%m-%d %H:%M} {wall.zone}"


def size_text(size_bytes: int) -> str:
    """The size of a file as people say it."""
    if size_bytes < 1_000_000:
        return _("{n} kB").format(n=max(1, round(size_bytes / 1000)) if size_bytes else 0)
    return _("{n} MB").format(n=f"{size_bytes / 1_000_000:.1f}")


def row_painter(is_active: Callable[[], bool]) -> Callable[[QPainter, QRectF, HomeRow, Theme], None]:
    """What paints the rows of a list.

    Args:
        is_active: whether the keys and buttons of the page are about the chosen row of this list.
    """

    def paint(painter: QPainter, box: QRectF, row: HomeRow, theme: Theme) -> None:
        if row.heads:
            heading = QRectF(box.left(), box.top(), box.width(), scaled(HEADING_PX))
            paint_heading(painter, heading, row, theme)
            box = box.adjusted(0, heading.height(), 0, 0)
        if row.chosen:
            active = is_active()
            painter.fillRect(box, colour(theme.surfaces.selected if active else theme.surfaces.hover))
            mark = theme.tones.accent.fill if active else theme.edge
            painter.fillRect(QRectF(box.left(), box.top(), SPACE, box.height() - 1), colour(mark))
        painter.save()
        _paint_row(painter, box, row, theme)
        painter.restore()  # what comes after is drawn without the brush of a chip

    return paint


def paint_heading(painter: QPainter, box: QRectF, row: HomeRow, theme: Theme) -> None:
    """Paint the heading over the first row of a group: its title, and how many rows it has."""
    painter.fillRect(box, colour(theme.surfaces.sunken))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(theme.line))
    figures = text_font("figure_s")
    inner = box.adjusted(PAD, 0, -PAD, 0)
    count = str(row.heads)
    paint_text(painter, figures, theme.ink_soft, inner, count, RIGHT)
    inner.setRight(inner.right() - text_width(figures, count) - PAD)
    paint_text(painter, text_font("caption"), theme.ink_soft, inner, row.group)


def _paint_row(painter: QPainter, box: QRectF, row: HomeRow, theme: Theme) -> None:
    """Title over detail, figures and state at the right, and at the end the three dots of the menu."""
    size = scaled(MEDIUM_PX)
    more = scaled(MORE_PX)
    left, right = box.left() + PAD + SPACE, box.right() - more
    paint_icon_in(painter, box, left, row.icon, theme.ink_soft, size)
    paint_icon_in(painter, box, right + (more - size) / 2, "ellipsis", theme.ink_soft, size)
    left += size + PAD
    half = box.height() / 2
    upper = QRectF(left, box.top() + SPACE + 1, right - left, half - SPACE)
    lower = QRectF(left, box.top() + half, right - left, half - SPACE - 1)
    if row.chip is not None:
        line = lower if row.is_session else upper
        word, icon, tone = row.chip
        font = text_font("caption")
        width = chip_width(font, word, icon)
        paint_chip(
            painter, part_of(line, right - width, width).adjusted(0, 1, 0, -1), font, theme.tone(tone), word, icon
        )
        line.setRight(right - width - PAD)
    paint_text(painter, text_font("script"), theme.ink, upper, row.title)
    figures = text_font("figure_s")
    width = text_width(figures, row.right) + 1 if row.right else 0
    paint_text(painter, figures, theme.ink_soft, part_of(lower, right - width, width), row.right, RIGHT)
    paint_text(painter, text_font("body"), theme.ink_soft, lower.adjusted(0, 0, -width - PAD, 0), row.detail)
