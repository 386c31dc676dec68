"""How one start of Gladi asks another on the same machine to show its window: a local socket named after the session.

Nothing goes through it but the wish. Who writes to the session is decided by its lock, never by this.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal

WISH = b"show\n"
PATIENCE_MS = 500
"""How long to wait for another start that does not answer."""


def name_of(session: Path) -> str:
    """The name of the socket of a session; short, for some systems allow no more than a hundred letters."""
    return f"gladi-{hashlib.sha256(str(session.resolve()).encode()).hexdigest()[:24]}"


class Door(QObject):
    """Listens for other starts. Made by whoever holds the lock of the session; silent where the system has no sockets.

    Signals:
        knocked: another start wants the window shown.
    """

    knocked = Signal()

    def __init__(self, session: Path, parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self.session = session
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._open)
        name = name_of(session)
        QLocalServer.removeServer(name)  # of a Gladi that was killed; the lock says that no other one is alive
        self._server.listen(name)

    @property
    def is_open(self) -> bool:
        """Whether somebody who knocks is heard."""
        return self._server.isListening()

    def shut(self) -> None:
        """Listen no more."""
        self._server.close()
        self.deleteLater()

    def _open(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.abort()
            caller.deleteLater()
            self.knocked.emit()


def knock(session: Path) -> bool:
    """Ask the Gladi that runs this session to show its window; gives whether there is one that hears it."""
    from PySide6.QtNetwork import QLocalSocket

    _let_it_come_forward()
    caller = QLocalSocket()
    caller.connectToServer(name_of(session))
    heard = caller.waitForConnected(PATIENCE_MS)
    if heard:
        caller.write(WISH)
        caller.flush()
    caller.abort()
    caller.deleteLater()
    return heard


def _let_it_come_forward() -> None:
    """Windows lets a program bring itself to the front only if the one in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
