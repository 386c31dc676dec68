"""A desk for each test."""

from tests.helpers.desk_fixtures import branching, desk, okut, quick_disk, run, script_file, session_folder, short

__all__ = ["branching", "desk", "okut", "quick_disk", "run", "script_file", "session_folder", "short"]
