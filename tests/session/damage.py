"""Ways to hurt a session file that SQLite itself would refuse."""

# ruff: noqa: S608  the statements are put together from words of these tests

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from player.session.chain import GENESIS, Row, row_hash
from player.session.schema import SELECT_EVENTS


@contextmanager
def opened_up(path: Path) -> Iterator[sqlite3.Connection]:
    """The file without its guards; they are put back as they were, and nothing tells that they were gone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in guards:
            with suppress(sqlite3.OperationalError):  # its table may be what was taken away
                connection.execute(sql)


def change(path: Path, *statements: str) -> Path:
    """Run statements on a file without its guards."""
    with opened_up(path) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def forge(path: Path, seq: int, **columns: object) -> Path:
    """Change a row and make the whole chain fit again, as somebody could who knows how."""
    with opened_up(path) as connection:
        for name, value in columns.items():
            connection.execute(f"UPDATE events SET {name} = ? WHERE seq = ?", (value, seq))
        previous = GENESIS
        for values in connection.execute(f"{SELECT_EVENTS} ORDER BY seq").fetchall():
            row = Row._make(values)
            previous = row_hash(row, previous)
            connection.execute("UPDATE events SET hash = ? WHERE seq = ?", (previous, row.seq))
    return path


def killed_in_the_middle(whole: Path, target: Path) -> Path:
    """A copy of a session as a writer leaves it that dies with half a transaction already in the file."""
    source = target.with_name("being-killed.gladi")
    shutil.copyfile(whole, source)
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        (last,) = connection.execute("SELECT max(seq) FROM events").fetchone()
        for seq in range(last + 1, last + 400):
            row = (
                seq,
                "marker_placed",
                1,
                0,
                "WIB",
                420,
                10**7,
                10**7,
                "controller",
                '{"text":"' + "x" * 300 + '"}',
                "",
            )
            connection.execute(f"INSERT INTO events VALUES ({','.join('?' * 11)})", row)
        shutil.copyfile(source, target)
        shutil.copyfile(source.with_name(source.name + "-journal"), journal_of(target))
        connection.execute("ROLLBACK")
    source.unlink()
    return target


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
