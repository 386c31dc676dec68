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

What it cannot know: whether a row that fits its chain makes sense as an event. That is what Gladi itself is for.
"""

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
COLUMNS = (
    "seq",
    "kind",
    "version",
    "wall_utc_ms",
    "zone",
    "offset_min",
    "exercise_ms",
    "scenario_ms",
    "actor",
    "data",
    "hash",
)
NUMBERS = {"seq", "version", "wall_utc_ms", "offset_min", "exercise_ms", "scenario_ms"}
LAYOUT = "8a5288f070741bd5e026d41c243079433c43caf1b7820cd0dbc479f9222a92a5"
"""SHA-256 of what makes an empty file a session: the SQL of its tables and guards, each followed by a line feed."""

LONGEST_MS = 60 * 86400000
"""No exercise lasts longer than this."""

FIRST_MS, LAST_MS, FURTHEST_MIN = -62104060800000, 253370764800000, 26 * 60
"""1 January of the years 2 and 9999, and the furthest any zone is from UTC, in minutes."""

LARGEST = 64 * 1024 * 1024
_HALF = re.compile("[\ud800-\udfff]")

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
        "penulis terputus di tengah penyimpanan; yang dibaca ialah keadaan sebelum itu",
        "a writer was cut off within a write; what is read is what stood before it",
    ),
    "left": (
        "sumbernya rusak mulai entri {seq}; hanya bagian utuh yang diekspor",
        "its source was damaged from event {seq} on; only what was intact was exported",
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
    "gap": ("entri ini hilang; sesudahnya entri {seq}", "it is missing; after it comes event {seq}"),
    "hash": ("hash tidak cocok: bukan yang disimpan", "its hash does not fit: it is not what was saved"),
    "column": ("kolom {name} berisi hal lain", "its column {name} holds something else"),
    "data": ("datanya tidak dalam bentuk yang disepakati", "its data is not in the agreed form"),
    "opens": (
        "sesi dibuka oleh entri pertama, dan hanya sekali",
        "a session opens with its first event, and only once",
    ),
    "dated": ("waktunya tidak mungkin", "it is dated to a time that cannot be"),
    "time": ("waktu latihannya mundur", "its exercise time lies before that of the event before it"),
    "scenario": (
        "skenario di dalamnya bukan yang dipakai saat sesi dibuka",
        "the script inside is not the one the session was opened with",
    ),
    "pulse": (
        "log berakhir di entri {last}, padahal entri {seq} pernah disimpan",
        "the log ends with event {last}, but event {seq} was once saved",
    ),
    "nopulse": ("tanda hidup terakhir tidak terbaca", "the last sign of life cannot be read"),
    "short_file": ("akhir berkas hilang", "the end of the file is missing"),
    "layout": ("susunan berkas diubah", "the layout of the file was changed"),
    "nolog": ("tidak ada entri", "there are no events"),
    "json": ("baris {line} bukan JSON yang utuh", "line {line} is not whole JSON"),
    "shape": ("baris {line} bukan entri", "line {line} is no event"),
    "header": ("baris pertama tidak cocok dengan isinya", "the first line does not fit what follows"),
    "short": (
        "berkas berakhir di entri {last}, baris pertama menyebut {n}",
        "the file ends with event {last}, its first line tells of {n}",
    ),
}


class Refused(Exception):
    """The file is no session. ``args`` are a word of `WORDS` and what fills it."""


class Bad(Exception):
    """An event cannot be trusted. ``args`` as in `Refused`."""


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
        if name in NUMBERS:
            if type(value) is not int:
                raise Bad("column", {"name": name})
        else:
            try:
                value = value.decode() if isinstance(value, bytes) else value
                if not isinstance(value, str):
                    raise ValueError(name)
                value.encode()
            except ValueError:
                raise Bad("column", {"name": name}) from None
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
            raise Bad("gap", {"seq": row["seq"]})
        if row["hash"] != row_hash(row, self.head):
            raise Bad("hash", {})
        try:
            data = parsed(row["data"])
            if canonical(data) != row["data"]:
                raise ValueError(row["seq"])
        except (ValueError, RecursionError):
            raise Bad("data", {}) from None
        if (row["kind"] == "session_opened") is not (self.count == 0):
            raise Bad("opens", {})
        if not dated(row["exercise_ms"], row["wall_utc_ms"], row["zone"], row["offset_min"]):
            raise Bad("dated", {})
        if row["exercise_ms"] < self._time:
            raise Bad("time", {})
        self.count, self.head, self._time = row["seq"], row["hash"], row["exercise_ms"]
        if self.opened is None:
            self.opened = data
        if row["kind"] == "exercise_ended" and self.endex is None:
            self.endex = row["seq"], row["hash"]


class Verdict:
    """What was found of a file: ``code`` is the exit code, ``reason`` a word of `WORDS` with what fills it."""

    def __init__(self, code, chain=None, first_bad=None, reason=None, notes=()):
        self.code, self.chain, self.first_bad = code, chain or Chain(), first_bad
        self.reason, self.notes = reason, list(notes)


def verify(path):
    """Check a session file or its JSON lines; nothing is written."""
    try:
        path = pathlib.Path(path)
        head = opening(path)
        if head.startswith(b"SQLite format 3\x00"):
            return verify_session(path, head)
        return verify_lines(path)
    except Refused as refused:
        return Verdict(UNREADABLE, reason=refused.args)
    except OSError as error:
        return Verdict(UNREADABLE, reason=("os", {"why": error.strerror or error}))


def opening(path):
    """The first bytes of a file."""
    if path.is_dir():
        raise Refused("folder", {})
    if not path.exists():
        raise Refused("missing", {})
    if not path.is_file():
        raise Refused("nofile", {})
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise Refused("empty", {})
    return head


# Session files


def verify_session(path, head):
    """Check an SQLite file."""
    if len(head) < 100 or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused("strange", {})
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT:
        raise Refused("newer", {"n": version})
    if version < 1:
        raise Refused("file", {"why": "format %d" % version})
    path = path.resolve()
    beside = [p for p in (path.with_name(path.name + end) for end in ("-journal", "-wal")) if p.exists()]
    beside = [p for p in beside if p.stat().st_size]
    told = told_size(head)
    short = not beside and path.stat().st_size < told
    if not beside and not short:
        return look_at(path, "mode=ro&immutable=1", [])
    if short and told > shutil.disk_usage(tempfile.gettempdir()).free:
        raise Refused("file", {"why": "%d MB" % (told // 1000000)})
    with tempfile.TemporaryDirectory(prefix="verify-gladi-") as folder:
        for source in [path] + beside:
            shutil.copyfile(str(source), os.path.join(folder, source.name))
        copy = pathlib.Path(folder) / path.name
        if short:
            os.truncate(str(copy), told)  # what is there can then be read
        return look_at(copy, "mode=rw", [] if short else [("journal", {})], short=short)


def told_size(head):
    """How many bytes an SQLite file of this head is long, or 0 where it does not say so."""
    if head[24:28] != head[92:96]:
        return 0
    page = int.from_bytes(head[16:18], "big")
    return int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)


def look_at(path, mode, notes, *, short=False):
    """Check what SQLite makes of a file."""
    faults = (sqlite3.Error, UnicodeDecodeError, OverflowError)
    try:
        connection = sqlite3.connect("%s?%s" % (path.absolute().as_uri(), mode), uri=True, isolation_level=None)
    except faults as error:
        raise Refused("file", {"why": error}) from None
    try:
        connection.text_factory = bytes
        if hasattr(connection, "setlimit"):
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        if connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'").fetchone() != (0,):
            raise Refused("views", {})
        rows = connection.execute("SELECT %s FROM events ORDER BY seq" % ", ".join(COLUMNS))
    except faults as error:
        connection.close()
        raise Refused("file", {"why": error}) from None
    except Refused:
        connection.close()
        raise
    try:
        return look_through(connection, rows, notes, faults, short)
    finally:
        connection.close()


def look_through(connection, rows, notes, faults, short):
    """Check the log of an open session, then what stands beside it."""
    chain = Chain()
    try:
        for values in rows:
            chain.add(checked(values))
    except Bad as bad:
        return Verdict(DAMAGED, chain, chain.count + 1, bad.args, notes)
    except faults as error:
        return Verdict(DAMAGED, chain, chain.count + 1, ("file", {"why": error}), notes)
    scenario = one_row(connection, "SELECT name, title, text, sha256 FROM scenario", faults)
    if chain.count and (scenario is None or not fits(chain, scenario[0], scenario[2], scenario[3])):
        return Verdict(DAMAGED, chain, 1, ("scenario", {}), notes)
    pulse = one_row(connection, "SELECT exercise_ms, wall_utc_ms, zone, offset_min, seq FROM pulse", faults)
    if pulse is None or [type(value) for value in pulse] != [int, int, str, int, int] or not dated(*pulse[:4]):
        return Verdict(DAMAGED, chain, None, ("nopulse", {}), notes)
    if pulse[4] > chain.count:
        return Verdict(DAMAGED, chain, chain.count + 1, ("pulse", {"last": chain.count, "seq": pulse[4]}), notes)
    if short:
        return Verdict(DAMAGED, chain, None, ("short_file", {}), notes)
    try:
        layout = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY rowid")]
        if any(not isinstance(sql, bytes) for sql in layout):
            return Verdict(DAMAGED, chain, None, ("layout", {}), notes)
        if hashlib.sha256(b"".join(sql + b"\n" for sql in layout)).hexdigest() != LAYOUT:
            return Verdict(DAMAGED, chain, None, ("layout", {}), notes)
        found = connection.execute("PRAGMA integrity_check(3)").fetchall()
    except faults as error:
        return Verdict(DAMAGED, chain, None, ("file", {"why": error}), notes)
    if found != [(b"ok",)]:
        why = "; ".join(line.decode(errors="replace") for (line,) in found)
        return Verdict(DAMAGED, chain, None, ("file", {"why": why}), notes)
    return Verdict(INTACT, chain, notes=notes)


def one_row(connection, query, faults):
    """The one row of a table with its texts decoded, or None."""
    try:
        rows = connection.execute(query).fetchmany(2)
        if len(rows) != 1:
            return None
        return [value.decode() if isinstance(value, bytes) else value for value in rows[0]]
    except faults:
        return None


def fits(chain, name, text, digest):
    """Whether a script is the one the session was opened with."""
    if not all(isinstance(value, str) for value in (name, text, digest)):
        return False
    own = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    told = chain.opened.get("scenario_sha256")
    return own == told == digest and name == chain.opened.get("scenario_name")


# JSON lines


def verify_lines(path):
    """Check a session as JSON lines."""
    with path.open("rb") as file:
        lines = numbered(file)
        header, notes = None, []
        for number, raw in lines:
            try:
                header = parsed(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError):
                raise Refused("strange", {}) from None
            break
        if header is None:
            raise Refused("empty", {})
        if header.get("format") != JSONL_FORMAT:
            raise Refused("strange", {})
        version = header.get("version")
        if type(version) is int and version > JSONL_VERSION:
            raise Refused("newer", {"n": version})
        scenario, pulse = header.get("scenario"), header.get("pulse")
        if not isinstance(scenario, dict) or not isinstance(pulse, dict) or type(header.get("events")) is not int:
            raise Refused("strange", {})
        if header.get("first_bad_seq") is not None:
            notes = [("left", {"seq": header["first_bad_seq"]})]
        chain = Chain()
        try:
            for number, raw in lines:
                chain.add(checked(line_values(number, raw)))
        except Bad as bad:
            return Verdict(DAMAGED, chain, chain.count + 1, bad.args, notes)
    return beside_lines(header, scenario, pulse, chain, notes)


def beside_lines(header, scenario, pulse, chain, notes):
    """Check what the first line says against the events."""
    count, told = chain.count, header["events"]
    if count < told:
        return Verdict(DAMAGED, chain, count + 1, ("short", {"last": count, "n": told}), notes)
    if count != told or (count and header.get("head_hash") != chain.head):
        return Verdict(DAMAGED, chain, told + 1, ("header", {}), notes)
    if not count:
        return Verdict(DAMAGED, chain, 1, ("nolog", {}), notes)
    if not fits(chain, scenario.get("name"), scenario.get("text"), scenario.get("sha256")):
        return Verdict(DAMAGED, chain, 1, ("scenario", {}), notes)
    seq = pulse.get("seq")
    if type(seq) is not int:
        return Verdict(DAMAGED, chain, None, ("nopulse", {}), notes)
    if seq > count:
        return Verdict(DAMAGED, chain, count + 1, ("pulse", {"last": count, "seq": seq}), notes)
    names = ("session_id", "gladi_version")
    if [header.get(name) for name in names] != [chain.opened.get(name) for name in names]:
        return Verdict(DAMAGED, chain, None, ("header", {}), notes)
    return Verdict(INTACT, chain, notes=notes)


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
        raise Bad("json", {"line": number}) from None
    if set(event) != set(COLUMNS) or not isinstance(event["data"], dict):
        raise Bad("shape", {"line": number})
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
    yield "%s: %s" % (path, both(("intact", "damaged", "unreadable")[found.code]))
    if found.reason is not None:
        yield "  " + both(*found.reason)
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
