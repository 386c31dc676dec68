"""What the commands that play a script's plan have in common: which way it goes."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from player.cli.scripts import add_missed, missed_or_say
from player.engine.rehearsal import Route
from player.i18n import _
from player.model.course import Choice
from player.model.scenario import Scenario

_LONGEST_ANSWER = 48


def add_route(parser: argparse.ArgumentParser) -> None:
    """The arguments ``--choose``, ``--pass-over`` and ``--miss``."""
    parser.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar=_("PHASE.DECISION=ANSWER"),
        help=_("the answer to a decision; without it the planned one. In a circle of phases, once for each round"),
    )
    parser.add_argument(
        "--pass-over",
        action="append",
        default=[],
        metavar=_("PHASE"),
        help=_("an optional phase that is not played"),
    )
    add_missed(parser)


def route_or_say(scenario: Scenario, options: argparse.Namespace) -> Route:
    """The route that the arguments name.

    Raises:
        argparse.ArgumentError: the script has no such decision, answer, optional phase or expected action.
    """
    choices: dict[str, tuple[str, ...]] = {}
    for word in options.choose:
        decision, choice = _answer(scenario, word)
        choices[decision] = (*choices.get(decision, ()), choice)
    optional = [phase.id for phase in scenario.phases if phase.optional]
    for phase in options.pass_over:
        _known(phase, optional, _("the script has no optional phase {name}"))
    return Route(choices, frozenset(options.pass_over), missed_or_say(scenario, options.miss))


def route_words(scenario: Scenario, route: Route) -> str:
    """A route as its answers in the language in use, in the order in which they are given."""
    answers = [
        _short(scenario.decision_by_id[decision].choice(answer))
        for decision, given in route.choices.items()
        for answer in given
    ]
    without = [
        _("without {phase}").format(phase=phase.title) for phase in scenario.phases if phase.id in route.passed_over
    ]
    return " · ".join([*answers, *without]) or _("as planned")


def _short(choice: Choice | None) -> str:
    """The title of an answer, not longer than a line with a few of them can hold."""
    title = str(choice.title) if choice is not None else "–"
    return title if len(title) <= _LONGEST_ANSWER else f"{title[:_LONGEST_ANSWER].rsplit(' ', 1)[0].rstrip(' ,:;')}…"


def route_arguments(scenario: Scenario, route: Route) -> str:
    """A route as the arguments that choose it."""
    words = [
        f"--choose {scenario.decision_by_id[decision].phase}.{decision}={answer}"
        for decision, answers in route.choices.items()
        for answer in answers
    ]
    return " ".join([*words, *(f"--pass-over {phase}" for phase in sorted(route.passed_over))])


def _answer(scenario: Scenario, word: str) -> tuple[str, str]:
    named, _sign, choice = word.partition("=")
    phase, _dot, decision = named.rpartition(".")
    known = scenario.decision_by_id
    if not choice:
        text = _("an answer is written as PHASE.DECISION=ANSWER; not {word}")
        raise argparse.ArgumentError(None, text.format(word=word))
    _known(decision, known, _("the script has no decision {name}"))
    if phase:
        _known(phase, {known[decision].phase: None}, _("the decision is not in phase {name}"))
    answers = [one.id for one in known[decision].choices]
    _known(choice, answers, _("the decision has no answer {name}"))
    return decision, choice


def _known(name: str, known: Collection[str] | Mapping[str, object], sentence: str) -> None:
    """Say what is not known, and what is.

    Raises:
        argparse.ArgumentError: the name is not among those known.
    """
    if name in known:
        return
    said = sentence.format(name=name)
    close = get_close_matches(name, list(known), n=1)
    if close:
        raise argparse.ArgumentError(None, _("{said}; did you mean {close}?").format(said=said, close=close[0]))
    raise argparse.ArgumentError(None, _("{said}; it has: {known}").format(said=said, known=", ".join(known) or "–"))
