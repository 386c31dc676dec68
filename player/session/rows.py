"""The rows of a session that was read, byte for byte as its file holds them."""

from __future__ import annotations

from collections.abc import Iterator

from player.i18n import Message
from player.session.audit import RowUnreadable, row_of
from player.session.chain import GENESIS, Row, row_hash
from player.session.errors import SessionUnreadable
from player.session.files import READ_FAULTS, reading
from player.session.reader import SavedSession
from player.session.schema import SELECT_EVENTS


def saved_rows(saved: SavedSession) -> Iterator[Row]:
    """The row of each record of a session. A record tells of an event as it is understood today, its row as it is.

    Raises:
        SessionUnreadable: the file can no longer be read, or is no longer what was read.
    """
    changed = SessionUnreadable(Message("{path} was changed while it was read. Try again.", {"path": str(saved.path)}))
    with reading(saved.path, mended=True) as connection:
        try:
            raw = connection.execute(f"{SELECT_EVENTS} ORDER BY seq")
            previous = GENESIS
            for record in saved.records:
                values = raw.fetchone()
                row = None if values is None else row_of(values)
                if row is None or not row.hash == record.hash == row_hash(row, previous):
                    raise changed
                previous = row.hash
                yield row
        except (RowUnreadable, *READ_FAULTS) as error:
            raise changed from error
