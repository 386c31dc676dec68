#!/usr/bin/env python3
"""Periksa apakah sesi Gladi masih seperti saat disimpan, tanpa Gladi. / Check a Gladi session without Gladi.

    python3 verify_gladi.py SESI.gladi|SESI.jsonl ...

Kode keluar / exit code: 0 utuh / intact, 1 rusak / damaged, 2 tidak terbaca / cannot be read.

Cukup Python 3.8 atau lebih baru; berkas hanya dibaca. Rantai hash membuktikan bahwa tidak ada yang diubah sejak sidik
(hash) terakhir dicatat: bandingkan sidik yang ditampilkan dengan yang tertulis di laporan.

Python 3.8 or later is all it takes; files are only read. The chain of hashes proves that nothing was changed since the
head hash was written down: compare the head hash shown with the one in the report. How a row is hashed: SHA-256 over
the canonical JSON (keys sorted, no spaces, UTF-8) of actor, data, exercise_ms, kind, offset_min, previous, scenario_ms,
seq, version, wall_utc_ms and zone, where "previous" is the hash of the row before; before the first row it is the
SHA-256 of the words "gladi session, format 1".

Beside the chain stand the script, its title and the last sign of life. The script must be the one whose SHA-256 the
first event holds, and the title the one in that script. What nothing vouches for is said under "not covered".
"""

import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile

INTACT, DAMAGED, UNREADABLE = 0, 1, 2
GENESIS = hashlib.sha256(b"gladi session, format 1").hexdigest()
APPLICATION_ID = int.from_bytes(b"Glad", "big")
FORMAT = 1
JSONL_FORMAT, JSONL_VERSION = "gladi session", 1
WHEN = ("wall_utc_ms", "zone", "offset_min", "exercise_ms", "scenario_ms")
COLUMNS = ("seq", "kind", "version") + WHEN + ("actor", "data", "hash")
TEXTS = {"kind", "zone", "actor", "data", "hash"}
LAYOUT = "8a5288f070741bd5e026d41c243079433c43caf1b7820cd0dbc479f9222a92a5"
"""SHA-256 of what makes an empty file a session: the SQL of its tables and guards, each followed by a line feed."""

LONGEST_MS = 20 * 86400000
"""No exercise lasts longer than this."""

FIRST_MS, LAST_MS, FURTHEST_MIN = -30578688000000, 253370764800000, 24 * 60 - 1
"""1 January of the years 1001 and 9999, and the furthest any zone is from UTC, in minutes."""

LARGEST = 64 * 1024 * 1024
SQLITE_FAULTS = (sqlite3.Error, UnicodeDecodeError, OverflowError)
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|U0010[0-9a-fA-F]{4})")

WORDS = {
    "intact": ("UTUH", "INTACT"),
    "damaged": ("RUSAK", "DAMAGED"),
    "unreadable": ("TIDAK TERBACA", "CANNOT BE READ"),
    "events": ("{n} entri utuh", "{n} events intact"),
    "first": ("entri pertama yang rusak: {seq}", "first bad event: {seq}"),
    "head": ("sidik (hash) terakhir", "head hash"),
    "endex": ("sidik (hash) pada EndEx (entri {seq})", "hash at EndEx (event {seq})"),
    "after": ("entri sesudah EndEx: {n}", "events after EndEx: {n}"),
    "cut": ("terputus sebelum EndEx", "cut off before EndEx"),
    "session": ("sesi {session}, skenario {scenario}", "session {session}, script {scenario}"),
    "journal": (
        "penulis terputus saat menyimpan; yang dibaca: keadaan sebelumnya",
        "a writer was cut off; what stood before it is read",
    ),
    "left": (
        "sumbernya rusak mulai entri {seq}; yang utuh saja",
        "its source was damaged from event {seq}; what was intact",
    ),
    "empty": ("kosong", "empty"),
    "missing": ("tidak ada", "does not exist"),
    "folder": ("ini folder", "this is a folder"),
    "nofile": ("ini bukan berkas", "this is not a file"),
    "strange": ("bukan sesi Gladi", "not a Gladi session"),
    "newer": ("dibuat Gladi yang lebih baru (format {n})", "made by a newer Gladi (format {n})"),
    "views": ("dibuat pihak lain: isinya lebih dari sesi", "made by somebody else: it holds more than a session"),
    "file": ("berkasnya rusak: {why}", "the file itself is damaged: {why}"),
    "os": ("tidak dapat dibaca: {why}", "cannot be read: {why}"),
    "room": ("harus disalin dulu; tidak ada tempat di {folder}", "must be copied first; there is no room in {folder}"),
    "gap": ("entri ini hilang; sesudahnya entri {seq}", "it is missing; after it comes event {seq}"),
    "hash": ("hash tidak cocok: bukan yang disimpan", "its hash does not fit: it is not what was saved"),
    "column": ("kolom {name} berisi hal lain", "its column {name} holds something else"),
    "data": ("datanya tidak dalam bentuk yang disepakati", "its data is not in the agreed form"),
    "opens": ("sesi dibuka sekali, oleh entri pertama", "a session opens once, with its first event"),
    "dated": ("waktunya tidak mungkin", "it is dated to a time that cannot be"),
    "time": ("waktu latihannya mundur", "its exercise time lies before that of the event before it"),
    "scenario": ("bukan skenario yang dipakai sesi ini", "the script is not the one the session was opened with"),
    "title": ("judul di dalam berkas bukan judul skenario", "the title in the file is not the script's"),
    "pulse": (
        "log berakhir di entri {last}; entri {seq} pernah ada",
        "the log ends with event {last}; event {seq} was once saved",
    ),
    "nopulse": ("tanda hidup terakhir tidak terbaca", "the last sign of life cannot be read"),
    "short_file": ("akhir berkas hilang", "the end of the file is missing"),
    "layout": ("susunan berkas diubah", "the layout of the file was changed"),
    "nolog": ("tidak ada entri", "there are no events"),
    "json": ("baris {line} bukan JSON yang utuh", "line {line} is not whole JSON"),
    "shape": ("baris {line} bukan entri", "line {line} is no event"),
    "header": ("baris pertama tidak cocok dengan isinya", "the first line does not fit what follows"),
    "first_line": ("baris pertama bukan milik sesi", "the first line is not that of a session"),
    "short": ("berkas berakhir di entri {last}, bukan {n}", "the file ends with event {last}, not {n}"),
    "uncovered": ("tidak tercakup rantai hash", "not covered by the chain"),
    "more": (
        "yang mungkin menyusul entri terakhir (bandingkan sidik dengan laporan)",
        "what may have followed the last event (compare the head hash with the report)",
    ),
    "name": ("nama dan tanggal berkas", "the name and the dates of the file"),
    "alive": (
        "tanda hidup terakhir, yang menyebut sampai mana latihan berjalan",
        "the last sign of life, which says how far the drill came",
    ),
    "source": ("apakah yang diekspor saat itu utuh", "whether what was exported was whole"),
    "list": ("judul pada daftar sesi", "the title in lists of sessions"),
    "sense": ("apakah isi entri masuk akal (Gladi memeriksanya)", "whether the events make sense (Gladi checks that)"),
}


class Fault(Exception):
    """What is wrong: a word of `WORDS`, what fills it, and the first event that cannot be trusted, or None."""

    def __init__(self, word, first_bad=None, **told):
        self.word, self.first_bad, self.told = word, first_bad, told


class Refused(Fault):
    """The file is no session."""

    code = UNREADABLE


class Bad(Fault):
    """It is one, and not what was saved."""

    code = DAMAGED


def canonical(value):
    """The one JSON text of a value."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    if _HALF.search(text):
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = _HALF.sub(lambda half: "\\u%04x" % ord(half.group()), whole)
    return text


def parsed(text):
    """A JSON object; ValueError where it is none, or holds a number that is not whole."""

    def refuse(number):
        raise ValueError(number)

    value = json.loads(text, parse_float=refuse, parse_constant=refuse)
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def row_hash(row, previous):
    """The hash a row must have after a row with the hash ``previous``."""
    fields = {name: row[name] for name in COLUMNS if name not in ("data", "hash")}
    fields["previous"] = previous
    parts = [(name, canonical(value)) for name, value in fields.items()]
    parts.append(("data", row["data"]))
    text = "{" + ",".join('"%s":%s' % part for part in sorted(parts)) + "}"
    return hashlib.sha256(text.encode()).hexdigest()


def checked(values):
    """The row of these values, in the order of `COLUMNS`, texts as bytes or as text."""
    row = {}
    for name, value in zip(COLUMNS, values):
        try:
            if name in TEXTS:
                value = value.decode() if isinstance(value, bytes) else value
                value.encode()
            elif type(value) is not int:
                raise ValueError(name)
        except (AttributeError, ValueError):
            raise Bad("column", name=name) from None
        row[name] = value
    return row


def dated(exercise_ms, utc_ms, _zone, offset_min):
    """Whether this can be when something was."""
    return 0 <= exercise_ms <= LONGEST_MS and FIRST_MS <= utc_ms < LAST_MS and abs(offset_min) <= FURTHEST_MIN


class Chain:
    """What a log has proven so far.

    ``count`` events are what was saved, the last with the hash ``head``; ``endex`` is the number and the hash of EndEx,
    or None; ``opened`` the data of the first event.
    """

    def __init__(self):
        self.count, self.head, self.endex, self.opened, self._time = 0, GENESIS, None, None, 0

    def add(self, row):
        """Prove one more row, or raise `Bad`."""
        if row["seq"] != self.count + 1:
            raise Bad("gap", seq=row["seq"])
        if row["hash"] != row_hash(row, self.head):
            raise Bad("hash")
        try:
            data = parsed(row["data"])
            if canonical(data) != row["data"]:
                raise ValueError(row["seq"])
        except (ValueError, RecursionError):
            raise Bad("data") from None
        if (row["kind"] == "session_opened") is not (self.count == 0):
            raise Bad("opens")
        if not dated(row["exercise_ms"], row["wall_utc_ms"], row["zone"], row["offset_min"]):
            raise Bad("dated")
        if row["exercise_ms"] < self._time:
            raise Bad("time")
        self.count, self.head, self._time = row["seq"], row["hash"], row["exercise_ms"]
        if self.opened is None:
            self.opened = data
        if row["kind"] == "exercise_ended" and self.endex is None:
            self.endex = row["seq"], row["hash"]


class Verdict:
    """What was found of a file.

    ``code`` is the exit code, ``chain`` what the log has proven, ``fault`` a `Fault` or None, ``first_bad`` the number
    of the first event that cannot be trusted, or None. ``notes`` are pairs of a word and what fills it: what else is to
    be said; ``uncovered`` are the words for what nothing vouches for.
    """

    def __init__(self):
        self.code, self.chain, self.notes, self.uncovered = INTACT, Chain(), [], []
        self.fault = self.first_bad = None


def verify(path):
    """Check a session file or its JSON lines; nothing is written."""
    found = Verdict()
    try:
        path = pathlib.Path(path)
        head = opening(path)
        if head.startswith(b"SQLite format 3\x00"):
            verify_session(path, head, found)
        else:
            verify_lines(path, found)
    except Fault as fault:
        found.code, found.fault, found.first_bad = fault.code, fault, fault.first_bad
    except OSError as error:
        found.code, found.fault = UNREADABLE, Refused("os", why=error.strerror or error)
    return found


def prove(rows, found):
    """Add the rows of a log to the chain, as they come."""
    try:
        for values in rows:
            found.chain.add(checked(values))
    except SQLITE_FAULTS as error:
        raise Bad("file", found.chain.count + 1, why=error) from None
    except Bad as bad:
        bad.first_bad = found.chain.count + 1
        raise
    if not found.chain.count:
        raise Bad("nolog", 1)


def opening(path):
    """The first bytes of a file."""
    if path.is_dir():
        raise Refused("folder")
    if not path.exists():
        raise Refused("missing")
    if not path.is_file():
        raise Refused("nofile")
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise Refused("empty")
    return head


def check_script(found, name, text, digest):
    """Check that a script is the one the session was opened with."""
    own = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if isinstance(text, str) else None
    told = found.chain.opened
    if own is None or not own == digest == told.get("scenario_sha256") or name != told.get("scenario_name"):
        raise Bad("scenario", 1)


def check_pulse(found, seq):
    """Check how many events the last sign of life tells of."""
    if seq > found.chain.count:
        raise Bad("pulse", found.chain.count + 1, last=found.chain.count, seq=seq)


def check_title(found, title, script, *more):
    """Check the title against the script, which the chain vouches for; then say what nothing vouches for."""
    if not isinstance(title, dict) or not all(isinstance(words, str) for words in title.values()):
        raise Bad("title")
    block = re.search(r"(?ms)^\ufeff?[\"']?title[\"']?[ \t]*:(.*?)(?=^[^\s#]|\Z)", script)
    if block and not any(is_made_of(letters(told), title) for told in readings(block.group(1))):
        raise Bad("title")
    found.uncovered = ["more", "name", *more]
    if block is None:  # the script is YAML, of which only its usual form is known here
        found.uncovered.append("list")
    if found.chain.endex is None:
        found.uncovered.append("alive")
    found.uncovered.append("sense")


def readings(block):
    """What a value in YAML may say: with or without what looks like a comment or an escape in it."""
    block = re.sub(r"(?m)[|>][-+1-9]*[ \t]*$", "", block)
    for told in (block, re.sub(r"(?m)(^|\s)#.*$", "", block)):
        yield told
        yield _ESCAPE.sub(lambda found: chr(int(found.group(1)[1:], 16)), told)


def is_made_of(told, title):
    """Whether letters are those of a title, in its languages."""
    for words in sorted(map(letters, title.values()), key=len, reverse=True):
        if words not in told:
            return False
        told = told.replace(words, "", 1)
    return sorted(told) == sorted(letters("".join(title)))


def letters(text):
    """A text without white space and what YAML may put around it."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "\"'\\{},:|>-")


# Session files


def verify_session(path, head, found):
    """Check an SQLite file."""
    if len(head) < 100 or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused("strange")
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT:
        raise Refused("newer", n=version)
    if version < 1:
        raise Refused("file", why="format %d" % version)
    path = path.resolve()
    beside = [p for p in (path.with_name(path.name + end) for end in ("-journal", "-wal")) if p.exists()]
    beside = [p for p in beside if p.stat().st_size]
    told = told_size(head)
    short = not beside and path.stat().st_size < told
    if not beside and not short:
        look_at(path, "mode=ro&immutable=1", found)
        return
    if short and told > shutil.disk_usage(tempfile.gettempdir()).free:
        raise Refused("room", folder=tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix="verify-gladi-") as folder:
        for source in [path] + beside:
            shutil.copyfile(str(source), os.path.join(folder, source.name))
        copy = pathlib.Path(folder) / path.name
        if short:
            os.truncate(str(copy), told)  # what is there can then be read
        else:
            found.notes.append(("journal", {}))
        look_at(copy, "mode=rw", found, short=short)


def told_size(head):
    """How many bytes an SQLite file of this head is long, or 0 where it does not say so."""
    if head[24:28] != head[92:96]:
        return 0
    page = int.from_bytes(head[16:18], "big")
    return int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)


def look_at(path, mode, found, *, short=False):
    """Check what SQLite makes of a file."""
    address = "%s?%s" % (path.absolute().as_uri(), mode)
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.text_factory = bytes
            if hasattr(connection, "setlimit"):
                connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            if connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'").fetchone() != (0,):
                raise Refused("views")
            rows = connection.execute("SELECT %s FROM events ORDER BY seq" % ", ".join(COLUMNS))
            prove(rows, found)
            look_beside(connection, found, short)
    except SQLITE_FAULTS as error:
        raise Refused("file", why=error) from None


def look_beside(connection, found, short):
    """Check what stands beside the log of a session."""
    scenario = one_row(connection, "SELECT name, title, text, sha256 FROM scenario") or [None] * 4
    check_script(found, scenario[0], scenario[2], scenario[3])
    pulse = one_row(connection, "SELECT exercise_ms, wall_utc_ms, zone, offset_min, seq FROM pulse") or []
    if [type(value) for value in pulse] != [int, int, str, int, int] or not dated(*pulse[:4]):
        raise Bad("nopulse")
    check_pulse(found, pulse[4])
    if short:
        raise Bad("short_file")
    try:
        layout = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY rowid")]
        told = b"".join(sql + b"\n" if isinstance(sql, bytes) else b"?" for sql in layout)
        faults = connection.execute("PRAGMA integrity_check(3)").fetchall()
    except SQLITE_FAULTS as error:
        raise Bad("file", why=error) from None
    if hashlib.sha256(told).hexdigest() != LAYOUT:
        raise Bad("layout")
    if faults != [(b"ok",)]:
        told = " ".join("; ".join(line.decode(errors="replace") for (line,) in faults).split())
        raise Bad("file", why=told)
    try:
        title = parsed(scenario[1])
    except (TypeError, ValueError, RecursionError):
        title = None
    check_title(found, title, scenario[2])


def one_row(connection, query):
    """The one row of a table with its texts decoded, or None."""
    try:
        rows = connection.execute(query).fetchmany(2)
        if len(rows) != 1:
            return None
        return [value.decode() if isinstance(value, bytes) else value for value in rows[0]]
    except SQLITE_FAULTS:
        return None


# JSON lines


def verify_lines(path, found):
    """Check a session as JSON lines."""
    with path.open("rb") as file:
        lines = numbered(file)
        number, raw = next(lines, (0, b""))
        if not raw:
            raise Refused("empty")
        try:
            header = parsed(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except (ValueError, RecursionError):
            raise Refused("strange") from None
        if header.get("format") != JSONL_FORMAT:
            raise Refused("strange")
        version = header.get("version")
        if type(version) is int and version > JSONL_VERSION:
            raise Refused("newer", n=version)
        if type(version) is not int or version < 1 or not is_first_line(header):
            raise Refused("first_line")
        if header["first_bad_seq"] is not None:
            found.notes.append(("left", {"seq": header["first_bad_seq"]}))
        prove((line_values(number, raw) for number, raw in lines), found)
    chain, told = found.chain, header["events"]
    if chain.count < told:
        raise Bad("short", chain.count + 1, last=chain.count, n=told)
    if chain.count != told or header["head_hash"] != chain.head:
        raise Bad("header", told + 1)
    scenario, pulse = header["scenario"], header["pulse"]
    check_script(found, scenario["name"], scenario["text"], scenario["sha256"])
    check_pulse(found, pulse["seq"])
    if any(header[name] != chain.opened.get(name) for name in ("session_id", "gladi_version")):
        raise Bad("header")
    check_title(found, scenario["title"], scenario["text"], "source")


def is_first_line(header):
    """Whether an object has all that the first line tells."""
    kinds = {"session_id": str, "gladi_version": str, "head_hash": str, "events": int, "pulse": dict, "scenario": dict}
    if any(type(header.get(name)) is not kind for name, kind in kinds.items()):
        return False
    pulse = [header["pulse"].get(name) for name in ("exercise_ms", "wall_utc_ms", "zone", "offset_min", "seq")]
    return (
        type(header.get("first_bad_seq", "")) in (int, type(None))
        and all(isinstance(header["scenario"].get(name), str) for name in ("name", "text", "sha256"))
        and isinstance(header["scenario"].get("title"), dict)
        and [type(value) for value in pulse] == [int, int, str, int, int]
        and not _HALF.search(pulse[2])
        and dated(*pulse[:4])
        and abs(pulse[4]) < 2**63
    )


def numbered(file):
    """The lines of a file that hold anything, with their numbers."""
    number = 0
    while True:
        raw = file.readline(LARGEST)
        if not raw:
            return
        number += 1
        if raw.strip():
            yield number, raw


def line_values(number, raw):
    """The values of the columns on a line."""
    try:
        event = parsed(raw.decode())
    except (ValueError, RecursionError):
        raise Bad("json", line=number) from None
    if set(event) != set(COLUMNS) or not isinstance(event["data"], dict):
        raise Bad("shape", line=number)
    event["data"] = canonical(event["data"])
    return [event[name] for name in COLUMNS]


# What is said


def both(word, values=None, between=" / "):
    """A word in both languages."""
    told = {name: on_one_line(value) for name, value in (values or {}).items()}
    return between.join(text.format(**told) for text in WORDS[word])


def on_one_line(value):
    """A value as text that cannot pass for a line of its own, whoever wrote it."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(value))


def report(path, found):
    """The lines that tell of a file."""
    chain = found.chain
    yield "%s: %s" % (on_one_line(path), both(("intact", "damaged", "unreadable")[found.code]))
    if found.fault is not None:
        yield "  " + both(found.fault.word, found.fault.told)
    if found.first_bad is not None:
        yield "  " + both("first", {"seq": found.first_bad})
    for note in found.notes:
        yield "  " + both(*note)
    if not chain.count:
        return
    opened = {"session": chain.opened.get("session_id"), "scenario": chain.opened.get("scenario_name")}
    yield "  " + both("session", opened)
    yield "  " + both("events", {"n": chain.count})
    yield "  %s: %s" % (both("head"), chain.head)
    if chain.endex is None:
        yield "  " + both("cut")
    else:
        yield "  %s: %s" % (both("endex", {"seq": chain.endex[0]}), chain.endex[1])
        yield "  " + both("after", {"n": chain.count - chain.endex[0]})
    if found.code == INTACT:
        yield "  %s:" % both("uncovered")
        for one in found.uncovered:
            yield "    - " + both(one)


def main(arguments):
    """Check every file named; gives the exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 64
    worst = INTACT
    for path in arguments:
        found = verify(path)
        worst = max(worst, found.code)
        for line in report(path, found):
            print(line.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8"))
    return worst


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read what is printed has ended, as in "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code)
