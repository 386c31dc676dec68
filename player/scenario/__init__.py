"""Scenario files: reading a script in YAML into the model, and saying what is wrong with one."""

from player.scenario.describe import describe_language
from player.scenario.load import load_scenario, read_scenario
from player.scenario.problems import Problem, ScenarioProblems

__all__ = ["Problem", "ScenarioProblems", "describe_language", "load_scenario", "read_scenario"]
