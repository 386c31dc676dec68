"""A desk for each test."""

from tests.helpers.desk_fixtures import desk, okut, quick_disk, run, script_file, session_folder, short

__all__ = ["desk", "okut", "quick_disk", "run", "script_file", "session_folder", "short"]
