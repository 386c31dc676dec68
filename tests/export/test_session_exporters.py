"""What every format of session exports holds to, and what is in their files."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from player.export import cells, session_csv, session_jsonl, session_parquet, session_xapi, session_xlsx, session_zip
from player.export.formats import SESSION_EXPORTERS, SessionExporter, session_exporter_for
from player.export.saving import CannotWrite
from player.export.session_options import DEFAULTS, SessionOptions
from player.export.session_source import SessionSource, session_source
from player.export.session_tables import TABLE_BY_NAME, TABLES
from player.export.table_measures import KEYS
from player.export.verifier import VERIFIER_NAME, verifier_text
from player.i18n import _, use_language
from player.review.measures_wording import measure_groups
from player.session.codec import canonical_json
from player.session.jsonl_reader import import_jsonl
from player.session.reader import VerifyStatus, verify_session
from tests.export.session_samples import FORMULA, exported, reviewed_session
from tests.helpers.golden import Golden
from tests.session.damage import change, forge
from tests.session.samples import new_session

GOLDEN = Path(__file__).parents[1] / "golden" / "session" / "version-2.gladi"
MINUTE = SessionOptions(step_ms=60_000)


@pytest.fixture(scope="module")
def reviewed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed_session(tmp_path_factory.mktemp("reviewed") / "sesi.gladi")


@pytest.fixture(scope="module")
def reviewed(reviewed_file: Path) -> SessionSource:
    return session_source(reviewed_file)


def table(source: SessionSource, name: str, language: str = "en", separator: str | None = None) -> list[list[str]]:
    use_language(language)
    data = exported(source, session_csv, SessionOptions(name, separator))
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator or (";" if language == "id" else ",")))


@pytest.fixture(scope="module")
def book(reviewed: SessionSource) -> Any:
    use_language("en")
    return openpyxl.load_workbook(io.BytesIO(exported(reviewed, session_xlsx, MINUTE)))


AVAILABLE = [one for one in SESSION_EXPORTERS if one.NAME != "parquet"]
exporters = pytest.mark.parametrize("exporter", AVAILABLE, ids=lambda one: one.NAME)


@exporters
def test_what_every_format_holds_to(exporter: SessionExporter, tmp_path: Path) -> None:
    """A file for a session of any kind, always the same, and the session stays as it is."""
    assert session_exporter_for(exporter.SUFFIX.upper()) is exporter
    assert exporter.TITLE
    for name, path in {
        "whole": new_session(tmp_path / "whole.gladi", ended=True),
        "cut": new_session(tmp_path / "cut.gladi"),
        "damaged": change(new_session(tmp_path / "bad.gladi"), "UPDATE events SET zone = 'x' WHERE seq = 5"),
        "opened": change(new_session(tmp_path / "one.gladi"), "DELETE FROM events WHERE seq > 1"),
    }.items():
        before = path.read_bytes()
        source = session_source(path)
        target = io.BytesIO()
        notes = exporter.write(source, target, DEFAULTS)
        assert target.getvalue() == exported(path, exporter), name
        assert (notes == ()) is (name == "whole"), name
        assert all(map(str, notes))
        assert path.read_bytes() == before


def test_every_format_has_its_own_name_and_ending() -> None:
    assert len({one.NAME for one in SESSION_EXPORTERS}) == len({one.SUFFIX for one in SESSION_EXPORTERS})
    assert len(SESSION_EXPORTERS) == len({one.NAME for one in SESSION_EXPORTERS})
    assert session_exporter_for(".pdf") is None


def test_every_table_has_its_own_names(language: str) -> None:
    assert len({one.name for one in TABLES}) == len({_(one.title) for one in TABLES}) == len(TABLES)
    for one in TABLES:
        assert len({column.id for column in one.columns}) == len(one.columns)
        assert len({_(column.header) for column in one.columns}) == len(one.columns), one.name


@pytest.mark.parametrize("name", list(TABLE_BY_NAME))
def test_rows_are_as_wide_as_their_header(reviewed: SessionSource, name: str, language: str) -> None:
    rows = table(reviewed, name, language)
    assert len(rows) > 1, name
    assert {len(row) for row in rows} == {len(TABLE_BY_NAME[name].columns)}


KINDS: dict[str, tuple[type, ...]] = {
    cells.TEXT: (str,),
    cells.YES_NO: (bool,),
    **dict.fromkeys((cells.WHOLE, cells.SPAN, cells.CLOCK, cells.MOMENT), (int,)),
    **dict.fromkeys((cells.FIGURE, cells.DECIMAL), (int, float)),
}


@pytest.mark.parametrize("name", list(TABLE_BY_NAME))
def test_cells_hold_what_their_column_says(reviewed: SessionSource, name: str) -> None:
    columns = TABLE_BY_NAME[name].columns
    for row in TABLE_BY_NAME[name].rows(reviewed, 60_000):
        for column, value in zip(columns, row, strict=True):
            assert value is None or type(value) in KINDS[column.holds], (column.id, value)


def _in_english(value: Any) -> Any:
    """The same without Gladi's own words in other languages, which are polished without a change of what is told."""
    if isinstance(value, list):
        return [_in_english(one) for one in value]
    if not isinstance(value, dict):
        return value
    both = value.keys() == {"id", "en"}
    return {name: _in_english(inner) for name, inner in value.items() if not (both and name == "id")}


def test_golden_files(golden: Golden) -> None:
    source = session_source(GOLDEN)
    golden("export/session.jsonl", exported(source, session_jsonl))
    told = [json.dumps(_in_english(one), ensure_ascii=False) for one in json.loads(exported(source, session_xapi))]
    golden("export/session.xapi.jsonl", "\n".join(told) + "\n")
    golden("export/session.csv", exported(source, session_csv).decode("utf-8-sig"))
    lines = []
    book = openpyxl.load_workbook(io.BytesIO(exported(source, session_xlsx, MINUTE)))
    for sheet in book.worksheets:
        lines.append(f"=== {sheet.title}")
        for row in sheet.iter_rows():
            lines += [f"{cell.coordinate} {cell.data_type} {cell.value!r}" for cell in row if cell.value is not None]
    golden("export/session.xlsx.txt", "\n".join(lines) + "\n")


class TestEvents:
    def test_three_times_words_and_the_chain(self, reviewed: SessionSource) -> None:
        header, *rows = table(reviewed, "events")
        assert len(rows) == len(reviewed.saved.records)
        first = dict(zip(header, rows[1], strict=True))
        assert first["Exercise time"] == "0:00:00"  # an event at t = 0 is there
        assert first["Exercise time, ms"] == "0"
        assert first["Time, UTC"].endswith("Z")
        assert first["Time zone"] == "WIB"
        assert first["Hash of the event"] == reviewed.saved.records[1].hash
        voided = [row for row in rows if row[header.index("Voided")] == "yes"]
        assert [row[header.index("Kind")] for row in voided] == ["finding_answered"]
        after = [row for row in rows if row[header.index("After EndEx")] == "yes"]
        assert len(after) == len(rows) - reviewed.fit.exercise_entries

    def test_a_clock_gone_mad_costs_no_event(self, tmp_path: Path) -> None:
        path = new_session(tmp_path / "a.gladi", ended=True)
        forge(path, 4, wall_utc_ms=253_370_764_799_999, offset_min=24 * 60 - 1)  # the last that is believed
        source = session_source(path)
        for exporter in AVAILABLE:
            assert exported(source, exporter)
        assert len(table(source, "events")) == 9


def test_strange_letters_stop_nothing(tmp_path: Path) -> None:
    path = new_session(tmp_path / "a.gladi", ended=True)
    strange = "\x00\x01\ud800 \ufffe\U0001f692 _x0041_ \u2028\r\n"
    forge(path, 5, data=canonical_json({"begun_ms": 0, "observer": strange, "on": None, "text": strange}), version=2)
    source = session_source(path)
    for exporter in AVAILABLE:
        assert exported(source, exporter), exporter.NAME
    cell = next(row[2] for row in table(source, "events") if "\U0001f692" in row[2])
    assert "\ufffd \ufffd\U0001f692 _x0041_" in cell
    book = openpyxl.load_workbook(io.BytesIO(exported(source, session_xlsx)))
    assert "_x0041_" in book["Events"]["C6"].value
    import_jsonl(write_file(tmp_path / "b.jsonl", exported(source, session_jsonl)), tmp_path / "b.gladi")
    assert verify_session(tmp_path / "b.gladi").head_hash == source.saved.head_hash


def write_file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


class TestCsv:
    def test_it_is_for_the_spreadsheet_program_of_the_language(self, reviewed: SessionSource) -> None:
        for language, separator, mark in (("id", None, ","), ("en", None, "."), ("id", ",", "."), ("en", ";", ".")):
            rows = table(reviewed, "trace", language, separator)
            figures = [row[2] for row in rows[1:]]
            assert any(mark in figure for figure in figures), (language, separator)
            assert not any((".,".replace(mark, "")) in figure for figure in figures)

    def test_what_looks_like_a_formula_is_inert_and_numbers_stay_numbers(self, reviewed: SessionSource) -> None:
        cells = [cell for row in table(reviewed, "assessment") for cell in row]
        assert f"'{FORMULA}" in cells
        assert "'-5 orang terlambat" in cells
        assert '\'+62 812; "kutip"\nbaris dua' in cells
        assert "2026-12-31" in cells

    def test_lines_end_as_the_standard_has_it(self, reviewed: SessionSource) -> None:
        data = exported(reviewed, session_csv)
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")


class TestTrace:
    def test_it_runs_from_startex_to_endex(self, reviewed: SessionSource) -> None:
        _header, *rows = table(reviewed, "trace")
        end_ms = reviewed.measures.length_ms
        assert [int(row[-1]) for row in rows] == list(range(0, end_ms + 1, 1000))
        sample = reviewed.timeline.crowd.sample(600_000)
        row = rows[600]
        assert float(row[2]) == pytest.approx(sample.tension_index, abs=0.001)
        assert (int(row[5]), int(row[6]), int(row[7])) == (sample.force, int(sample.ceiling), sample.personnel)

    def test_its_step_can_be_chosen(self, reviewed: SessionSource) -> None:
        rows = [*TABLE_BY_NAME["trace"].rows(reviewed, 60_000)]
        assert [row[0] for row in rows] == list(range(0, reviewed.measures.length_ms + 1, 60_000))


class TestTables:
    def test_every_measure_that_is_shown_is_there_with_its_sentence(self, reviewed: SessionSource) -> None:
        header, *rows = table(reviewed, "measures")
        shown = [(row[0], row[1], row[2], row[5]) for row in rows if row[1]]
        groups = measure_groups(reviewed.measures, reviewed.scenario)
        assert shown == [(group.title, row.name, row.value, row.about) for group in groups for row in group.rows]
        figures = {row[0]: row[1] for row in table(reviewed, "figures")[1:]}
        assert all(figures[row[-1]] == row[header.index("Figure")] for row in rows if row[-1])
        assert figures["force.highest"] == str(reviewed.measures.force.highest)
        assert float(figures["warning.first_ms"]) * 1000 == reviewed.measures.warning.first_ms
        named = {row[1]: row[-1] for row in rows}
        assert {named[name] for name in KEYS if name in named} == {KEYS[name] for name in KEYS if name in named}

    def test_phases_and_injects_planned_and_actual(self, reviewed: SessionSource) -> None:
        _header, *phases = table(reviewed, "phases")
        assert {row[-1] for row in phases} == {phase.id for phase in reviewed.scenario.phases}
        assert len([row for row in phases if row[6]]) == len(reviewed.state.phases)
        _header, *injects = table(reviewed, "injects")
        delivered = [row for row in injects if row[3]]
        assert len(delivered) == len(reviewed.measures.injects.deliveries)
        assert {row[-1] for row in injects} == set(reviewed.scenario.inject_by_id)

    def test_findings_with_basis_certainty_and_answer(self, reviewed: SessionSource) -> None:
        header, *rows = table(reviewed, "findings")
        assert [row[header.index("Key")] for row in rows] == [one.key for one in reviewed.findings]
        assert all(row[header.index("Basis")] and row[header.index("Certainty")] for row in rows)
        assert [row[header.index("Answer")] for row in rows] == [""] * len(rows)  # the only one was voided

    def test_what_the_trainer_said(self, reviewed: SessionSource) -> None:
        header, *rows = table(reviewed, "assessment")
        assert [row[0] for row in rows if row[0] != "Rating of an objective"] == [
            *("Summary", "To be improved", "Strength", "Bookmark", "Corrective action"),
        ]
        rated = [row for row in rows if row[0] == "Rating of an objective"]
        assert len(rated) == len(reviewed.scenario.objectives)
        assert [row[header.index("Rating")] for row in rated].count("S") == 1


class TestWorkbook:
    def test_one_sheet_a_table_with_times_that_excel_reckons_with(self, book: Any) -> None:
        assert book.sheetnames == ["Session", *(_(one.title) for one in TABLES)]
        events, trace = book["Events"], book["Curves"]
        assert events["B2"].value == timedelta(0) or str(events["B2"].value) == "00:00:00"
        assert events["B2"].number_format == "[h]:mm:ss"
        assert isinstance(events["F2"].value, datetime)
        assert isinstance(trace["C3"].value, float)
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
        assert events.freeze_panes == "D2"
        assert events.auto_filter.ref.startswith("A1:R")
        assert "LATIHAN" in events.oddHeader.center.text
        assert "training index, not a prediction" in events.oddFooter.left.text
        assert events.column_dimensions["C"].width > 60
        texts = [cell for row in book["Assessment"].iter_rows() for cell in row if cell.value == FORMULA]
        assert [cell.quotePrefix for cell in texts] == [True]

    def test_it_says_what_it_is_and_how_to_check_it(self, book: Any, reviewed: SessionSource) -> None:
        said = {row[0].value: row[1].value for row in book["Session"].iter_rows(min_row=4)}
        assert said["Head hash"] == reviewed.saved.head_hash
        assert said["Head hash at EndEx"] == reviewed.saved.records[reviewed.fit.exercise_entries - 1].hash
        assert said["Events"] == len(reviewed.saved.records)


class TestArchive:
    def test_it_holds_the_session_every_export_and_what_checks_them(
        self, reviewed_file: Path, reviewed: SessionSource, tmp_path: Path
    ) -> None:
        with zipfile.ZipFile(io.BytesIO(exported(reviewed, session_zip, MINUTE))) as archive:
            archive.extractall(tmp_path)
            infos = archive.infolist()
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        tables = {f"csv/{one.name}.csv" for one in TABLES}
        assert {info.filename for info in infos} == {
            *("README.txt", "sesi.gladi", "sesi.jsonl", "sesi.xlsx", VERIFIER_NAME, *tables),
        }
        assert (tmp_path / "sesi.gladi").read_bytes() == reviewed_file.read_bytes()
        assert verify_session(tmp_path / "sesi.gladi").status is VerifyStatus.INTACT
        assert (tmp_path / VERIFIER_NAME).read_text(encoding="utf-8") == verifier_text()
        readme = (tmp_path / "README.txt").read_text(encoding="utf-8-sig")
        assert readme.startswith("LATIHAN\n")
        assert reviewed.saved.head_hash in readme
        assert "training index, not a prediction" in readme

    def test_a_damaged_session_lies_in_it_as_it_is(self, reviewed_file: Path, tmp_path: Path) -> None:
        path = Path(shutil.copy(reviewed_file, tmp_path / "rusak.gladi"))
        change(path, "UPDATE events SET zone = 'x' WHERE seq = 100")
        with zipfile.ZipFile(io.BytesIO(exported(path, session_zip, MINUTE))) as archive:
            assert archive.read("rusak.gladi") == path.read_bytes()
            assert len(archive.read("rusak.jsonl").splitlines()) == 100
            header = json.loads(archive.read("rusak.jsonl").splitlines()[0])
            assert header["first_bad_seq"] == 100
            assert "damaged" in archive.read("README.txt").decode("utf-8-sig")


class TestParquet:
    def test_without_pyarrow_it_says_what_is_missing(
        self, reviewed: SessionSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none_such(name: str) -> object:
            raise ImportError(name)

        monkeypatch.setattr(session_parquet, "import_module", none_such)
        with pytest.raises(CannotWrite, match="pip install pyarrow"):
            exported(reviewed, session_parquet)

    def test_its_columns_have_types(self, reviewed: SessionSource) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        for name in TABLE_BY_NAME:
            data = exported(reviewed, session_parquet, SessionOptions(name))
            read = parquet.read_table(io.BytesIO(data))
            assert read.column_names == [column.id for column in TABLE_BY_NAME[name].columns]
            assert read.num_rows == len([*TABLE_BY_NAME[name].rows(reviewed, 1000)])
            types = {column.id: str(read.schema.field(column.id).type) for column in TABLE_BY_NAME[name].columns}
            kinds = {"exercise_time": "int64", "seq": "int64", "tension": "double", "alert": "bool", "hash": "string"}
            assert {**types, **{column: kind for column, kind in kinds.items() if column in types}} == types
