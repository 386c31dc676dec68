"""Keeping the machine from going to sleep, by the means each system has for it; where it has none, nothing happens.

Nothing outlives the program: on Linux and macOS a helper program keeps the machine awake and ends with this one, even
where this one is killed; on Windows the system itself forgets a program that is gone. The lid is not blocked: whoever
closes it means it.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Protocol

ENDING_S = 2.0
"""How long a helper may take to end."""


class Awake(Protocol):
    """Keeps the machine awake. Both calls may come at any time, and more than once."""

    def keep(self, why: str) -> None:
        """Keep the machine awake from now on.

        Args:
            why: what the system shows to somebody who asks it why it does not sleep.
        """

    def release(self) -> None:
        """Let the machine sleep again."""


class NoAwake:
    """Lets the machine sleep as it likes."""

    def keep(self, why: str) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""


class HelperAwake:
    """Keeps the machine awake through a program that does so for as long as it runs.

    Args:
        command: the program and its arguments; ``{why}`` in them is replaced. It must end when its standard input does.
    """

    def __init__(self, *command: str) -> None:
        self._command = command
        self._helper: subprocess.Popen[bytes] | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the helper runs."""
        return self._helper is not None and self._helper.poll() is None

    def keep(self, why: str) -> None:
        """Start the helper, unless it runs."""
        if self.is_kept:
            return
        self.release()
        command = [part.replace("{why}", why) for part in self._command]
        with suppress(OSError):  # there is no such program here
            self._helper = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C in the terminal is meant for this program alone
            )

    def release(self) -> None:
        """End the helper."""
        helper, self._helper = self._helper, None
        if helper is None:
            return
        if helper.stdin is not None:
            with suppress(OSError):
                helper.stdin.close()
        try:
            helper.wait(ENDING_S)
        except subprocess.TimeoutExpired:
            helper.kill()
            helper.wait()


class WindowsAwake:
    """Keeps the machine awake by asking Windows to, for as long as the thread of the window lives."""

    _CONTINUOUS, _SYSTEM_REQUIRED, _DISPLAY_REQUIRED = 0x80000000, 0x00000001, 0x00000002

    def keep(self, why: str) -> None:  # noqa: ARG002  Windows does not ask why
        """Ask for neither sleep nor a dark screen."""
        self._set(self._CONTINUOUS | self._SYSTEM_REQUIRED | self._DISPLAY_REQUIRED)

    def release(self) -> None:
        """Ask for nothing any more."""
        self._set(self._CONTINUOUS)

    def _set(self, flags: int) -> None:
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.kernel32.SetThreadExecutionState(flags)


def system_awake() -> Awake:
    """What keeps this machine awake."""
    if sys.platform == "win32":
        return WindowsAwake()
    # cat ends with its standard input, which is the end of a pipe only this program holds.
    if sys.platform == "darwin":
        return HelperAwake("caffeinate", "-dims", "cat")
    return HelperAwake("systemd-inhibit", "--what=idle:sleep", "--mode=block", "--who=Gladi", "--why={why}", "cat")
