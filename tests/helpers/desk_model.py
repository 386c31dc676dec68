"""A controller who does anything at all at the desk, at any moment, by keys; see `tests.helpers.desk_audit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from player.engine import commands as do
from player.engine.commands import Command
from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.times import HOUR_MS, MINUTE_MS
from player.ui.actions import Stroke
from player.ui.confirm import ConfirmSheet
from player.ui.gap.sheet import GapSheet
from tests.helpers.clocks import FakeClock
from tests.helpers.desk import CTRL, NONE, Desk
from tests.helpers.desk_audit import Audit, by_hand
from tests.helpers.desk_branches import branching_script

LEFT_OUT = frozenset({"open", "print", "print_keys"})
"""Actions that open a window of the system."""

PATIENCE = 60
"""So often a sheet is given a key before it is closed by force."""

REPLIES = (
    (),
    (Qt.Key.Key_Return,),
    (Qt.Key.Key_1, Qt.Key.Key_Return),
    (Qt.Key.Key_2, Qt.Key.Key_Return),
    (Qt.Key.Key_X, Qt.Key.Key_Return),
    (Qt.Key.Key_Down, Qt.Key.Key_Return),
    (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return),
    (Qt.Key.Key_F9,),
)
"""What is keyed into sheets that open; after it, Esc."""

TEXTS = st.text(st.sampled_from("abh 17+-"), min_size=1, max_size=6)
TIMES_MS = st.one_of(st.sampled_from([1, 100, 999, 1_000, MINUTE_MS]), st.integers(1, 4 * MINUTE_MS))
SLEEPS_MS = st.one_of(st.integers(10_001, 5 * MINUTE_MS), st.integers(10_001, HOUR_MS), st.just(26 * HOUR_MS))


@contextmanager
def replying(keys: Sequence[Qt.Key]) -> Iterator[None]:
    """Key this into whatever sheet or menu opens in this block, and leave it by Esc."""
    left, given = list(keys), 0

    def reply() -> None:
        nonlocal given
        sheet = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if sheet is None or isinstance(sheet, GapSheet):
            return
        given += 1
        if given > PATIENCE:
            sheet.reject() if isinstance(sheet, QDialog) else sheet.close()
            return
        key = left.pop(0) if left else Qt.Key.Key_Escape
        QTest.keyClick(_keyboard_of(sheet), key)

    timer = QTimer()
    timer.timeout.connect(reply)
    timer.start(0)
    try:
        yield
        while _is_asked():  # what opened without waiting for its answer
            reply()
            QApplication.processEvents()
    finally:
        timer.stop()


def _is_asked() -> bool:
    sheet = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return sheet is not None and not isinstance(sheet, GapSheet)


def _keyboard_of(sheet: QWidget) -> QWidget:
    focus = QApplication.focusWidget()
    return focus if focus is not None and focus.window() is sheet else sheet


class DeskMachine(RuleBasedStateMachine):
    """One drill after another at one desk; subclasses say in ``root`` where the sessions go.

    Attributes:
        reads: the file is read again after every so many steps.
    """

    root: Path
    reads = 10

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.folder = Path(mkdtemp(dir=self.root))
        self.desk = Desk(self.folder, clock=self.clock)
        self.audit = Audit(self.desk)
        self.steps = 0
        self.begin()

    def teardown(self) -> None:
        """Read the file once more, and close the window."""
        try:
            if self.desk.window.live_view is not None:
                self.audit.look(file=True)
        finally:
            self.desk.close()
            QApplication.processEvents()

    @property
    def status(self) -> Status:
        """Where the drill stands."""
        return self.desk.view.state.status

    def begin(self) -> None:
        """A new drill, under way."""
        self.desk.window.go_home()
        self.clock.advance_ms(1_000)  # no two sessions of one name
        self.desk.run(branching_script())
        self.desk.start_ex()
        self.audit.begin()

    # Keys

    def strokes(self) -> list[Stroke]:
        """Every key that has a meaning now."""
        table, mode = self.desk.window.actions_table, self.desk.window.mode
        return [one for action in table.of_mode(mode) if action.id not in LEFT_OUT for one in action.strokes]

    @rule(number=st.integers(0, 999), reply=st.sampled_from(REPLIES))
    def press_a_key_of_the_table(self, number: int, reply: tuple[Qt.Key, ...]) -> None:
        strokes = self.strokes()
        stroke = strokes[number % len(strokes)]
        self.press(Qt.Key(stroke.key), Qt.KeyboardModifier(stroke.modifiers), reply)

    @rule(
        key=st.sampled_from([Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down]),
        reply=st.sampled_from(REPLIES),
    )
    def press_a_key_that_moves(self, key: Qt.Key, reply: tuple[Qt.Key, ...]) -> None:
        self.press(key, NONE, reply)

    @rule(stage=st.integers(0, 9), offer=st.sampled_from("QWERT"))
    def hold_f_with_a_digit(self, stage: int, offer: str) -> None:
        self.press(Qt.Key(ord(offer)))
        with replying(()):
            self.desk.hold_down(Qt.Key.Key_F)
            self.desk.press(Qt.Key(Qt.Key.Key_0 + stage))
            self.desk.let_go(Qt.Key.Key_F)

    @rule(times=st.integers(1, 10), gap_ms=st.sampled_from([0, 40, 499]))
    def hammer_space(self, times: int, gap_ms: int) -> None:
        """However often, in a row it is one GO, and nothing but a GO."""
        view = self.desk.view
        first, status, phases = len(view.entries), self.status, len(view.state.phases)
        for _press in range(times):
            self.press(Qt.Key.Key_Space)
            self.clock.advance_ms(gap_ms)
        assert self.desk.window.live_view is view
        if gap_ms == 0:
            assert (self.status, len(view.state.phases)) == (status, phases)
        done = by_hand(view.entries[first:])
        assert all(isinstance(body, ev.InjectFired) and body.how is ev.Firing.GO for body in done), done
        assert len(done) <= 1
        self.clock.advance_ms(1_000)

    @rule(text=TEXTS, end=st.sampled_from([Qt.Key.Key_Return, Qt.Key.Key_Escape, None]))
    def write_a_note(self, text: str, end: Qt.Key | None) -> None:
        """And leave it half-written (None) as often as not."""
        view = self.desk.view
        first, status = len(view.entries), self.status
        self.press(Qt.Key.Key_N)
        typing = self.desk.page.log.entry.hasFocus()
        if not typing:
            return
        self.desk.type(text)
        if end is not None:
            self.press(end)
        done = by_hand(view.entries[first:])
        assert all(isinstance(body, ev.NoteWritten) for body in done), done
        assert self.status is status

    @rule(word=st.sampled_from(["salah", "", "selesai!"]))
    def ask_to_end_and_say_another_word(self, word: str) -> None:
        first = len(self.desk.view.entries)
        self.answer_sheet(word)
        assert not [one for one in by_hand(self.desk.view.entries[first:]) if isinstance(one, ev.ExerciseEnded)]

    @rule(sure=st.integers(0, 9))
    def end_the_exercise(self, sure: int) -> None:
        if sure == 7:
            self.answer_sheet(_("END"))

    @precondition(lambda self: self.status is Status.ENDED)
    @rule()
    def run_another_drill(self) -> None:
        self.begin()

    # What is asked otherwise than by keys

    @rule(language=st.sampled_from(["id", "en"]), theme=st.sampled_from(["siang", "kendali", "malam"]))
    def change_language_and_look(self, language: str, theme: str) -> None:
        self.desk.window.set_language(language)
        self.desk.window.set_theme(theme)

    @rule(permille=st.sampled_from([1_000, 2_000, 10_000]))
    def change_the_speed(self, permille: int) -> None:
        self.desk.window.actions_table[f"speed_{permille}"].do()

    @rule()
    def begin_or_end_a_real_emergency(self) -> None:
        self.send(do.EndEmergency() if self.status is Status.EMERGENCY else do.DeclareEmergency())

    @rule(counts_as=st.sampled_from(ev.GapAs))
    def count_a_gap(self, counts_as: ev.GapAs) -> None:
        if self.desk.view.state.gap is not None:
            self.send(do.CountGap(counts_as))

    # Time

    @rule(ms=TIMES_MS)
    def let_time_pass(self, ms: int) -> None:
        self.desk.pass_ms(ms)

    @rule(ms=SLEEPS_MS)
    def let_the_machine_sleep(self, ms: int) -> None:
        running, before_ms = self.status is Status.RUNNING, self.desk.view.now_ms
        self.clock.advance_ms(ms)
        self.desk.window.tick()
        if running:
            assert self.status is Status.HELD
        assert self.desk.view.drill.fold.now_ms <= before_ms + 1 or not running

    @rule(ms=st.integers(-HOUR_MS, HOUR_MS))
    def set_the_wall_clock(self, ms: int) -> None:
        self.clock.jump_wall_ms(ms)

    @precondition(lambda self: self.status is not Status.ENDED)
    @rule(down_ms=st.integers(0, HOUR_MS))
    def kill_the_program_and_take_the_drill_up_again(self, down_ms: int) -> None:
        view = self.desk.view
        path, known = view.drill.path, [entry.event for entry in view.entries]
        view.drill.abandon()
        self.desk.close()
        QApplication.processEvents()
        self.clock.advance_ms(down_ms)
        self.desk = Desk(self.folder, clock=self.clock)
        assert self.desk.window.open_file(path)
        self.desk.window.resume_session()
        assert [entry.event for entry in self.desk.view.entries[: len(known)]] == known
        self.audit.desk = self.desk

    # Hands

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, reply: Sequence[Qt.Key] = ()) -> None:
        """Press a key where the keyboard is, and answer what it opens."""
        with replying(reply):
            self.desk.press(key, modifiers)
            QApplication.processEvents()

    def answer_sheet(self, word: str) -> None:
        """Ask for the end of the exercise, and type this word."""

        def answer() -> None:
            sheet = QApplication.activeModalWidget()
            if isinstance(sheet, ConfirmSheet):
                sheet._field.setText(word)
                QTest.keyClick(sheet, Qt.Key.Key_Return)
                if sheet.isVisible():
                    QTest.keyClick(sheet, Qt.Key.Key_Escape)

        QTimer.singleShot(0, answer)
        self.press(Qt.Key.Key_E, CTRL)
        QApplication.processEvents()

    def send(self, command: Command) -> None:
        """Give a command as a button of the window would."""
        self.desk.view.do(command)
        QApplication.processEvents()

    @invariant()
    def screen_log_and_file_agree(self) -> None:
        if self.desk.window.live_view is None:  # a key led away from a drill that had ended
            self.begin()
        self.steps += 1
        self.desk.window.tick()
        QApplication.processEvents()
        self.audit.look(file=self.steps % self.reads == 0)


def machine_in(folder: Path, **settings: object) -> type[DeskMachine]:
    """A machine whose sessions go into this folder."""
    return type("DeskMachineHere", (DeskMachine,), {"root": folder, **settings})
