"""A desk for each test."""

from tests.helpers.desk_fixtures import desk, okut, quick_disk, session_folder

__all__ = ["desk", "okut", "quick_disk", "session_folder"]
