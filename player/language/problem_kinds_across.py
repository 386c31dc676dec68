"""The kinds of problem that lie between the parts of a script, and those that are warnings."""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_
from player.language.problem_kind import ProblemKind

ACROSS: Mapping[str, ProblemKind] = {
    "duplicate-id": ProblemKind(
        N_('The name "{id}" is already taken, by another {thing} in line {first}.'),
        N_("Give this one a name that is used nowhere else in the script."),
    ),
    "reserved-id": ProblemKind(
        N_('A phase cannot be called "{id}"; the word means the end of the exercise.'),
        N_("Give the phase another name."),
    ),
    "unknown-reference": ProblemKind(
        N_('There is no {thing} "{id}" in this script.'),
    ),
    "inject-without-trigger": ProblemKind(
        N_("It is not said when inject {inject} fires."),
        N_(
            'Add "at: 4m30s" (from the start of its phase) or another of {kinds}; "manual: true" if the controller '
            "alone fires it."
        ),
    ),
    "several-triggers": ProblemKind(
        N_('Both "{first}" and "{second}" say when this happens.'),
        N_("Keep one of the two."),
    ),
    "exit-without-trigger": ProblemKind(
        N_("It is not said when this exit is taken."),
        N_("Add one of {kinds}."),
    ),
    "confirm-manual": ProblemKind(
        N_('Inject {inject} is fired by hand in any case; "confirm" says nothing here.'),
        N_('Take "confirm" out, or say when the inject comes due: at: 4m30s'),
    ),
    "after-one": ProblemKind(
        N_('"after" names either an inject or an expected action.'),
        N_("Write it like this: after: {{inject: orator, delay: 1m}}"),
    ),
    "when-nothing": ProblemKind(
        N_('"when" names no quantity of the crowd.'),
        N_('Write it like this: when: {{tension: ">= 60", for: 30s}}'),
    ),
    "on-one": ProblemKind(
        N_('"on" names exactly one of {names}.'),
        N_("Write it like this: on: {{expected: appeal, is: missed}}"),
    ),
    "on-state": ProblemKind(
        N_('"is" can be {words} after "{what}".'),
        N_("Write it like this: on: {{expected: appeal, is: missed}}"),
    ),
    "on-belongs": ProblemKind(
        N_('"{name}" belongs to "{owner}", which is not named here.'),
        N_("Take it out, or name the {owner} in place of what stands here."),
    ),
    "unknown-choice": ProblemKind(
        N_('The decision "{decision}" has no answer "{id}".'),
    ),
    "duplicate-choice": ProblemKind(
        N_('The decision "{decision}" has two answers "{id}", the first in line {first}.'),
        N_("Give each answer of a decision a name of its own."),
    ),
    "several-planned": ProblemKind(
        N_('The decision "{decision}" has more than one planned answer.'),
        N_('Leave "planned: true" at the one the script plans.'),
    ),
    "bounds": ProblemKind(
        N_('"{key}" is {found}, but the phase is planned to last {planned}.'),
        N_('"min" is at most, "max" at least as long as "planned".'),
    ),
    "unknown-role": ProblemKind(
        N_('There is no role "{id}" in this script.'),
    ),
    "same-key": ProblemKind(
        N_("The tags {first} and {second} have the same key {key_digit}."),
        N_("Give each tag a digit of its own, 1 to 9."),
    ),
    "task-of-another": ProblemKind(
        N_('The critical task "{id}" does not belong to the objective "{objective}".'),
        N_('Name the objective it belongs to: "{owner}".'),
    ),
    "own-contingency": ProblemKind(
        N_("The inject {inject} is its own contingency inject."),
        N_("Name another inject, one that is used when the expected action does not come."),
    ),
    "record-word": ProblemKind(
        N_('"{name}" says nothing of a record of the kind "{record}".'),
        N_("Take it out; of such a record one can say: {words}."),
    ),
    "missing-attachment": ProblemKind(
        N_('There is no file "{file}" beside the script.'),
        N_("Check the name, and that the file lies in the folder of the script or a folder in it."),
    ),
    "attachment-outside": ProblemKind(
        N_('"{file}" leads out of the folder of the script.'),
        N_("Copy the file itself into the folder; a link to somewhere else is not followed."),
    ),
    "attachment-too-large": ProblemKind(
        N_('The file "{file}" is larger than {limit} MB.'),
        N_("Make the picture, sound or document smaller."),
    ),
    "is-a-programme": ProblemKind(
        N_("This is a programme of several stages, not the script of one."),
        N_("Choose one of its stages: {stages}"),
    ),
    "stage-problems": ProblemKind(
        N_('The script of stage "{stage}", {file}, has problems.'),
        N_("The first of them: {first} All of them: check {file}"),
    ),
    "first-stage-carries": ProblemKind(
        N_("The first stage has none before it from which it could take anything over."),
        N_('Take "carries" out here.'),
    ),
    "inject-after-phase": ProblemKind(
        N_("Inject {inject} is planned at {at}, but its phase lasts only {planned}."),
        N_('Give it a time up to {planned}, or raise "planned" of the phase.'),
    ),
    "span-backwards": ProblemKind(
        N_("The action is planned to end at {end}, not later than it begins ({start})."),
        N_('"from" is the earlier and "to" the later time, both from the start of the phase.'),
    ),
    "span-after-phase": ProblemKind(
        N_("The action is planned up to {time}, but its phase lasts only {planned}."),
        N_('Stay within {planned}, or raise "planned" of the phase.'),
    ),
    "spans-overlap": ProblemKind(
        N_("This action is already planned from {start} to {end}."),
        N_("Join the two times into one, or let the second begin when the first has ended."),
    ),
    "too-many-personnel": ProblemKind(
        N_('The action commits {personnel} of unit "{unit}", whose strength is {strength}.'),
        N_("Lower the number to {strength} or less, or raise the strength of the unit."),
    ),
    "no-personnel": ProblemKind(
        N_("The units of the script have no personnel: every strength is 0."),
        N_("Give at least one unit its strength in persons, for example: strength: 30"),
    ),
    "same-action-twice": ProblemKind(
        N_('Phase "{phase}" already offers "{does}" by unit "{unit}", in line {first}.'),
        N_(
            "Give this one an id, or plan both times in one entry: "
            "planned: [{{from: 1m, to: 2m}}, {{from: 4m, to: 5m}}]"
        ),
    ),
    "setting-out-of-range": ProblemKind(
        N_('"{key}" of rule {rule} is {found}, but must be from {low} to {high}.'),
        N_("Take the key out to go by {usual}. To do without the rule, write {rule}: {{active: false}}"),
    ),
}

WARNINGS: Mapping[str, ProblemKind] = {
    "phase-unreached": ProblemKind(
        N_('Phase "{phase}" is never reached.'),
        N_('Name it in "next", an answer or an exit of another phase, or take it out.'),
        warning=True,
    ),
    "phase-loop": ProblemKind(
        N_('From phase "{phase}" no way leads to the end of the exercise.'),
        N_('Name a later phase, or "end", in "next", an answer or an exit of one of the phases of this circle.'),
        warning=True,
    ),
    "inject-never-fires": ProblemKind(
        N_("Inject {inject} can never fire: {why}."),
        N_("Give it another trigger, or take it out."),
        warning=True,
    ),
    "expected-without-objective": ProblemKind(
        N_('The expected action "{id}" serves no objective.'),
        N_('Add "objective: ..." so that it counts in the ratings: {known}'),
        warning=True,
    ),
    "force-without-warning": ProblemKind(
        N_('Stage {stage} of force ("{does}") is planned with no appeal or warning before it.'),
        N_("Plan an appeal or a warning before it, in this phase or on each way to it (Perkap 1/2009 Art. 7)."),
        warning=True,
    ),
    "order-lifts-ceiling": ProblemKind(
        N_(
            'Inject "{inject}" of "{sender}" calls for force ("{does}", stage {stage}) and itself sets {keys}: '
            "it lifts the ceiling for its own force."
        ),
        N_("Take {keys} out here, and let an inject of the crowd say before it how the crowd behaves."),
        warning=True,
    ),
    "language-missing": ProblemKind(
        N_('The text "{key}" is not written in {language}, as others of this script are.'),
        N_("Write it once per language: {key}: {{id: ..., en: ...}}"),
        warning=True,
    ),
}
