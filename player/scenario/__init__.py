"""Scenario files: reading a script in YAML into the model, and saying what is wrong with one."""

from player.language.problems import Problem, ScenarioProblems
from player.scenario.describe import describe_language
from player.scenario.load import (
    Examined,
    examine_scenario,
    is_programme,
    load_programme,
    load_scenario,
    read_recorded,
    read_scenario,
)

__all__ = [
    "Examined",
    "Problem",
    "ScenarioProblems",
    "describe_language",
    "examine_scenario",
    "is_programme",
    "load_programme",
    "load_scenario",
    "read_recorded",
    "read_scenario",
]
