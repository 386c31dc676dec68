"""The page of a programme: its stages in order, what each takes over from the one before, and one curve of all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from player.engine.rehearsal import Superseded
from player.i18n import N_, _, ngettext
from player.model.scenario import LoadedProgramme, Programme, Scenario
from player.model.times import clock_text
from player.review.course import PlannedCourse
from player.ui.actions import ActionTable
from player.ui.background import Background
from player.ui.plots.words import DISCLAIMER
from player.ui.scenario.axis import Axis
from player.ui.scenario.cards import DOTTED
from player.ui.scenario.chain import chained_courses
from player.ui.scenario.column import TextCard
from player.ui.scenario.curves import paint_bands, paint_tension
from player.ui.scenario.facts import fact_words
from player.ui.scenario.header import ScriptBand
from player.ui.scenario.lists import ItemRow, paint_item_row
from player.ui.scenario.paras import Para
from player.ui.scenario.picklist import OWN_KEYS, PickList
from player.ui.scenario.problems import ProblemPanel
from player.ui.scenario.script import ScriptFile
from player.ui.scenario.tab import beside
from player.ui.scenario.words import DOT
from player.ui.theme import GAP, PAD, SPACE, colour, scaled, text_font
from player.ui.widgets import Notice, Panel
from player.ui.widgets.painted import RIGHT, Painted, paint_box, paint_text, text_width

_CARRIED = {"tension": N_("tension"), "activity": N_("disorder"), "legitimacy": N_("legitimacy")}
_BLOCK_PX, _STRIP_PX = 44, 14


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage as the page shows it."""

    title: str
    when: str
    file: str
    carries: str
    scenario: Scenario


class ProgrammePage(QWidget):
    """A programme: each stage is a scenario of its own, with a page of its own.

    Args:
        script: its file.
        actions: what can be done.
        background: where it is rehearsed.
    """

    def __init__(self, script: ScriptFile, actions: ActionTable, background: Background) -> None:
        super().__init__()
        self.script = script
        self._background = background
        self._task = 0
        self._loaded: LoadedProgramme | None = None
        self._courses: tuple[PlannedCourse, ...] = ()
        self.band = ScriptBand(script, actions, "open_stage")
        self.notice = Notice()
        self.problems = ProblemPanel(actions)
        self.chain = ChainView()
        self.list = PickList(_("Stages"), paint_item_row, height_px=46)
        self.list.own_keys = OWN_KEYS
        self.card = TextCard(_("Stage"))
        above = Panel(_("The whole programme"), pad_px=0)
        above.set_body(self.chain)
        below = Panel(_("Stages"), pad_px=0)
        below.set_body(beside(self.list, self.card, shares=(50, 50)))
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.setHandleWidth(GAP)
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(below)
        split.setSizes([300, 380])
        frame = QVBoxLayout()
        frame.setContentsMargins(GAP, GAP, GAP, GAP)
        frame.setSpacing(GAP)
        for part in (self.notice, self.problems):
            frame.addWidget(part)
        frame.addWidget(split, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addLayout(frame, 1)
        self.list.picked.connect(lambda _place: self._tell(anew=True))
        self.list.opened.connect(lambda _place: actions["open_stage"].do())
        self.chain.chosen.connect(self.list.pick)
        self.refresh()

    @property
    def title(self) -> str:
        """The title of the programme, or the name of its file."""
        return str(self._loaded.programme.title) if self._loaded is not None else self.script.path.name

    @property
    def chosen_file(self) -> Path | None:
        """The file of the chosen stage."""
        if self._loaded is None or self.list.place < 0:
            return None
        return self.script.path.parent / self._loaded.programme.stages[self.list.place].file

    def refresh(self) -> None:
        """Show how the file stands, and the stages."""
        script, good = self.script, self.script.good
        reading = script.reading
        self.problems.setVisible(script.is_broken)
        self.problems.make_room(beside_others=True)
        if script.is_broken and reading is not None:
            self.problems.show_problems(reading.problems, missing=reading.missing, has_good=good is not None)
        if isinstance(good, LoadedProgramme) and good is not self._loaded:
            self._loaded = good
            self._courses = ()
            self._rehearse(good)
        self.band.show_state(reading.problems if reading is not None else ())
        self._show()

    def step(self, step: int) -> None:
        """Choose another stage."""
        self.list.step(step)

    def choose_file(self, name: str) -> None:
        """Choose the stage of this file."""
        files = [stage.file for stage in self._loaded.programme.stages] if self._loaded is not None else []
        if name in files:
            self.list.pick(files.index(name))

    def say(self, text: str, warning: bool) -> None:  # noqa: FBT001 - as a slot
        """Say something over the page."""
        self.notice.say(text, "warn" if warning else "accent", for_ms=6000)

    def keep(self) -> int:
        """The number of the chosen stage."""
        return self.list.place

    def restore(self, kept: int) -> None:
        """Choose the stage chosen before."""
        self.list.pick(kept)

    def stop(self) -> None:
        """Rehearse no longer."""
        self._task += 1

    def _rehearse(self, loaded: LoadedProgramme) -> None:
        self._task += 1
        task = self._task

        def done(courses: tuple[PlannedCourse, ...]) -> None:
            if task == self._task:
                self._courses = courses
                self._show()

        self._background.run(lambda: chained_courses(loaded, lambda: task == self._task), done, _forgive)

    def _show(self) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        stages = _stages(loaded)
        self.band.show_words(str(loaded.programme.title), str(loaded.programme.summary))
        length_ms = sum(stage.scenario.planned_ms for stage in stages)
        self.band.show_numbers([(_("stages"), str(len(stages))), (_("planned"), clock_text(length_ms, hours=True))])
        rows = [_row(number, stage) for number, stage in enumerate(stages)]
        chosen = self.list.chosen
        self.list.show_rows(rows, chosen.key if chosen is not None else rows[0].key)
        self.chain.show_chain([f"{n + 1} {stage.title}" for n, stage in enumerate(stages)], stages, self._courses)
        self._tell(anew=False)

    def _tell(self, *, anew: bool) -> None:
        place = self.list.place
        if self._loaded is None or place < 0:
            return
        stage = _stages(self._loaded)[place]
        course = self._courses[place] if place < len(self._courses) else None
        self.card.show_paras(_stage_paras(self._loaded.programme, stage, course), anew=anew)
        self.chain.mark(place)


def _stages(loaded: LoadedProgramme) -> list[_Stage]:
    return [
        _Stage(
            str(stage.title),
            str(stage.when),
            stage.file,
            ", ".join(_(title) for name, title in _CARRIED.items() if name in stage.carries),
            script.scenario,
        )
        for stage, script in zip(loaded.programme.stages, loaded.scenarios, strict=True)
    ]


def _row(number: int, stage: _Stage) -> ItemRow:
    phases = len(stage.scenario.phase_order)
    counted = ngettext("{n} phase", "{n} phases", phases).format(n=phases)
    taken = _("takes over: {what}").format(what=stage.carries) if stage.carries else ""
    detail = DOT.join(filter(None, (stage.when, counted, taken)))
    length = clock_text(stage.scenario.planned_ms, hours=True)
    return ItemRow(str(number), stage.title, detail, length, cap=str(number + 1))


def _stage_paras(programme: Programme, stage: _Stage, course: PlannedCourse | None) -> list[Para]:
    scenario = stage.scenario
    paras = [Para(stage.title, "title", gap=0), Para(DOT.join(filter(None, (stage.when, stage.file))), tone="soft")]
    if stage.carries:
        text = _("It takes over from the stage before: {what}.").format(what=stage.carries)
        paras.append(Para(text, "strong", "accent", gap=2))
    paras.append(Para(str(scenario.title), "strong", gap=2))
    paras.append(Para(str(scenario.place.name), tone="soft", gap=0))
    if course is not None:
        paras += [Para(words, mark=DOTTED) for words in fact_words(scenario, course.facts)]
    if scenario.summary:
        paras.append(Para(str(scenario.summary), gap=2))
    paras.append(Para(_("Phases"), "caption", "soft", gap=3))
    paras += [Para(f"{number} {phase.title}", gap=0) for number, phase in enumerate(scenario.phase_order, start=1)]
    if programme.assumptions:
        paras.append(Para(_("Assumptions of the programme"), "caption", "soft", gap=3))
        paras += [Para(str(text), mark=DOTTED) for text in programme.assumptions]
    return paras


class ChainView(Painted):
    """All stages on one line, with their tension curves.

    Signals:
        chosen: a stage was pressed (its number).
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[str] = []
        self._stages: list[_Stage] = []
        self._courses: tuple[PlannedCourse, ...] = ()
        self._marked = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Tension over the whole programme"))

    def show_chain(self, titles: list[str], stages: list[_Stage], courses: tuple[PlannedCourse, ...]) -> None:
        """Show these stages."""
        self._titles, self._stages, self._courses = titles, stages, courses
        said = [
            DOT.join((title, *fact_words(stage.scenario, course.facts)))
            for title, stage, course in zip(titles, stages, courses, strict=False)
        ]
        self.setAccessibleDescription(". ".join(said or titles))
        self.update()

    def mark(self, place: int) -> None:
        """Mark the chosen stage."""
        if place != self._marked:
            self._marked = place
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The size it is drawn for."""
        return QSize(scaled(600), scaled(220))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the stage under the pointer."""
        for place, (left, width) in enumerate(self._edges()):
            if left <= event.position().x() < left + width:
                self.chosen.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter = self.theme, QPainter(self)
        small, height = text_font("small"), scaled(_BLOCK_PX)
        disclaimer = _(DISCLAIMER)
        foot = QRectF(PAD, self.height() - scaled(20), self.width() - 2 * PAD, scaled(18))
        paint_text(painter, small, theme.ink_soft, foot, disclaimer, RIGHT)
        plot_top = PAD + height + scaled(_STRIP_PX) + SPACE
        for place, (left, width) in enumerate(self._edges()):
            block = QRectF(left, PAD, width - 2, height)
            marked = place == self._marked
            fill = theme.surfaces.selected if marked else theme.surfaces.sunken
            edge = theme.tones.accent.text if marked else theme.edge
            paint_box(painter, block, fill, edge, line_px=2.0 if marked else 1.0)
            words = block.adjusted(2 * SPACE, 2, -2 * SPACE, 0)
            upper = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
            paint_text(painter, text_font("strong"), theme.ink, upper, self._titles[place])
            stage = self._stages[place]
            length = clock_text(stage.scenario.planned_ms, hours=True)
            lower = QRectF(words.left(), upper.bottom(), words.width(), words.height() / 2 - 2)
            paint_text(painter, small, theme.ink_soft, lower, DOT.join(filter(None, (stage.when, length))))
            box = QRectF(left, plot_top, width - 2, max(10.0, foot.top() - plot_top - SPACE))
            painter.fillRect(box, colour(theme.surfaces.panel))
            if place < len(self._courses):
                course = self._courses[place]
                axis = Axis(0, max(1, course.facts.length_ms), max(1, course.facts.length_ms), left, width - 2)
                paint_bands(painter, theme, axis, course, box, scaled(_STRIP_PX))
                paint_tension(painter, theme, axis, course, box)
                self._paint_taken(painter, stage, box, course)
            paint_box(painter, box, None, theme.line, radius=0)

    def _paint_taken(self, painter: QPainter, stage: _Stage, box: QRectF, course: PlannedCourse) -> None:
        """Say at the beginning of a stage what it takes over, and with what tension it begins and peaks."""
        theme, font = self.theme, text_font("small")
        text = fact_words(stage.scenario, course.facts)[0]
        if stage.carries:
            text = f"⇢ {stage.carries}{DOT}{text}"
        width = min(text_width(font, text) + 6, box.width() - 2)
        ground = QRectF(box.left() + 2, box.top() + 2, width, scaled(17))
        painter.fillRect(ground, colour(theme.surfaces.panel))
        paint_text(painter, font, theme.ink, ground.adjusted(3, 0, 0, 0), text)

    def _edges(self) -> list[tuple[float, float]]:
        """Left edge and width of each stage; a short one still has room for its name."""
        lengths = [float(stage.scenario.planned_ms) for stage in self._stages]
        room = self.width() - 2.0 * PAD
        least = sum(lengths) / max(1, len(lengths)) / 2
        shares = [max(length, least) for length in lengths]
        edges, left = [], float(PAD)
        for share in shares:
            width = share / sum(shares) * room
            edges.append((left, width))
            left += width
        return edges


def _forgive(error: Exception) -> None:
    """A rehearsal nobody waits for any more is no failure."""
    if not isinstance(error, Superseded):
        raise error
