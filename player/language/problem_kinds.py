"""Every kind of problem a script can have: its code, the sentence that says what is wrong, the advice that says more.

The ``{names}`` are filled when a problem is found; both sentences may use all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from player.i18n import N_


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """The translatable sentences of a kind of problem; without advice where whoever reports it gives better.

    Attributes:
        warning: the script can be played all the same.
    """

    message: str
    advice: str = ""
    warning: bool = False


_FILE: Mapping[str, ProblemKind] = {
    "missing-file": ProblemKind(
        N_("There is no such file."),
        N_("Check the name and the folder."),
    ),
    "not-a-file": ProblemKind(
        N_("This is a folder or a device, not a file."),
        N_("Name the script itself, a file that ends in .yaml."),
    ),
    "unreadable-file": ProblemKind(
        N_("The file cannot be read: {reason}."),
        N_("Check that you may open it and that the disk or stick is still there."),
    ),
    "too-large": ProblemKind(
        N_("The file is larger than {limit} MB."),
        N_("A script is text only. Check that this is the right file."),
    ),
    "binary": ProblemKind(
        N_("This is not a text file."),
        N_("Name the script itself, which ends in .yaml. A saved session (.gladi) is opened or verified instead."),
    ),
    "encoding": ProblemKind(
        N_("The file is not written in UTF-8."),
        N_("Save it again with the encoding UTF-8: in the editor, Save as, Encoding, UTF-8."),
    ),
}

FILE_CODES = frozenset(_FILE)
"""The kinds that mean there was no text to look at."""

_TEXT: Mapping[str, ProblemKind] = {
    "empty": ProblemKind(
        N_("The script is empty."),
        N_('A script begins with the line "gladi: 2", then "id: my-drill" and "title: My drill".'),
    ),
    "control-character": ProblemKind(
        N_("An invisible control character ({character}) stands here."),
        N_("Delete it. Such characters come along when text is pasted from another program."),
    ),
    "tab": ProblemKind(
        N_("A tab stands here; a script is indented with spaces only."),
        N_("Replace it with spaces, two for each level."),
    ),
    "odd-blank": ProblemKind(
        N_("What looks like a space here is another character ({character})."),
        N_("Type a space in its place. Such characters come along when text is pasted from another program."),
    ),
    "too-many-problems": ProblemKind(
        N_("More than {count} problems; the rest of the file was not looked at."),
        N_("Mend the first ones and check again: one mistake often causes many."),
    ),
}

_YAML: Mapping[str, ProblemKind] = {
    "yaml-colon": ProblemKind(
        N_("A colon is not expected here."),
        N_(
            'A text with a colon and a space in it stands in quotes: text: "Danki: mundur!" Each key has a line of '
            "its own."
        ),
    ),
    "yaml-no-colon": ProblemKind(
        N_('This line is not of the form "key: value".'),
        N_("After a key come a colon and a space: title: Unjuk rasa. A text that goes on lies deeper than its key."),
    ),
    "yaml-start": ProblemKind(
        N_('A text cannot begin with "{character}".'),
        N_('Put the text in quotes: "{character}...".'),
    ),
    "yaml-quote": ProblemKind(
        N_("The quotation mark opened here is never closed."),
        N_("Close it at the end of the text. Inside '...' an apostrophe is written twice: 'Jum''at'."),
    ),
    "yaml-escape": ProblemKind(
        N_("This backslash sequence is not known."),
        N_(r"Inside double quotes a backslash is written twice (\\); inside single quotes it may stand alone."),
    ),
    "yaml-list": ProblemKind(
        N_("A list cannot begin here."),
        N_('Begin the list on a new line, each entry with "- " in front and deeper than its key.'),
    ),
    "yaml-indent": ProblemKind(
        N_("This line does not fit the lines above it."),
        N_(
            "The keys of one group begin in the same column, deeper than the key they belong to, and each entry of "
            'a list begins with "- ".'
        ),
    ),
    "yaml-after-quote": ProblemKind(
        N_("The quotation mark just before this closes the text; nothing may follow it."),
        N_('If it belongs to the text, use the other kind of quotes: "Jum\'at", or \'"Mundur!" kata Danki\'.'),
    ),
    "yaml-bracket": ProblemKind(
        N_('The bracket "{character}" opened here is not closed, or a comma is missing in it.'),
        N_(
            "Look up to line {noticed}. Inside brackets commas stand between entries: {{from: 2m, to: 9m}}, "
            "[Danki, Danton]."
        ),
    ),
    "yaml-after-bracket": ProblemKind(
        N_("The bracket just before this ends the value; nothing may follow it."),
        N_('If all of it is one text, put it in quotes: text: "[Danki] Mundur!"'),
    ),
    "yaml-surplus-bracket": ProblemKind(
        N_('The bracket "{character}" closes nothing.'),
        N_("Take it out, or put the text in quotes if it belongs to one."),
    ),
    "yaml-block": ProblemKind(
        N_('After "|" or ">" the text begins on a new line.'),
        N_("Write the sign alone, and the text below it, indented deeper than its key."),
    ),
    "yaml-directive": ProblemKind(
        N_("A text or line cannot begin with a percent sign."),
        N_("Put the text in quotes, or take the line out."),
    ),
    "yaml-syntax": ProblemKind(
        N_("The file cannot be understood from here on."),
        N_("Compare it with the lines above. The YAML reader says: {jargon}."),
    ),
    "alias": ProblemKind(
        N_('A text cannot begin with "*": YAML takes it for a reference to another place (an alias).'),
        N_('Write the text out, or put it in quotes: "*...".'),
    ),
    "anchor": ProblemKind(
        N_('A text cannot begin with "&": YAML takes it for a name given to this place (an anchor).'),
        N_('Take "&{name}" out, or put the text in quotes: "&...".'),
    ),
    "tag": ProblemKind(
        N_('A text cannot begin with "!": YAML takes it for the name of a type (a tag).'),
        N_('Take it out, or put the text in quotes: "!...".'),
    ),
    "merge-key": ProblemKind(
        N_('The key "<<" would pull in the keys of another place; a script has no such thing.'),
        N_("Write the keys out."),
    ),
    "several-documents": ProblemKind(
        N_("A second document begins here; a file holds one script."),
        N_('Take the line "---" out, or put the second script in a file of its own.'),
    ),
    "duplicate-key": ProblemKind(
        N_('The key "{key}" stands here for the second time, first in line {first}.'),
        N_('Keep one of the two. If a new entry of a list is meant, put "- " in front of its first key.'),
    ),
    "key-not-text": ProblemKind(
        N_("A key must be a plain word."),
        N_('Write "key: value", for example: id: negotiation.'),
    ),
    "too-deep": ProblemKind(
        N_("The entries are nested more than {limit} levels deep."),
        N_("A script needs eight. Check for brackets too many."),
    ),
    "too-many-values": ProblemKind(
        N_("The script has more than {limit} values."),
        N_("Split the drill into several scripts."),
    ),
    "too-many-entries": ProblemKind(
        N_("This list or group has more than {limit} entries."),
        N_("Check that this is the right file, or split the drill into several scripts."),
    ),
    "text-too-long": ProblemKind(
        N_("This text is longer than {limit} characters."),
        N_("Shorten it. Check too that no quotation mark is missing before this place."),
    ),
}

_SHAPES: Mapping[str, ProblemKind] = {
    "not-a-script": ProblemKind(
        N_('A script consists of lines "key: value"; this file does not begin like one.'),
        N_('The first line is "gladi: 2", then "id: my-drill" and "title: My drill".'),
    ),
    "version": ProblemKind(
        N_('Scripts of version "{found}" are not known to this Gladi.'),
        N_('Write "gladi: {known}". If the script was made with a newer Gladi, open it with that one.'),
    ),
    "unknown-key": ProblemKind(
        N_('The key "{key}" is not known here ({where}).'),
    ),
    "missing-key": ProblemKind(
        N_('The key "{key}" is missing here ({where}).'),
        N_("Add a line such as: {key}: {example}"),
    ),
    "wrong-kind": ProblemKind(
        N_('"{key}" needs {expected}, but here is {found}.'),
        N_("Write it like this: {key}: {example}"),
    ),
    "wrong-entry": ProblemKind(
        N_('Each entry of "{key}" needs to be {expected}, but here is {found}.'),
        N_("Write it like this: - {example}"),
    ),
    "empty-entry": ProblemKind(
        N_('An entry of "{key}" is empty.'),
        N_("Take the line out, or write a value, for example: - {example}"),
    ),
    "no-value": ProblemKind(
        N_('"{key}" has no value.'),
        N_("Write a value after the colon, for example {key}: {example}, or take the key out if it is not needed."),
    ),
    "empty-text": ProblemKind(
        N_('The text of "{key}" is empty.'),
        N_("Write the text, or take the key out if it is not needed."),
    ),
    "empty-list": ProblemKind(
        N_('"{key}" needs at least one entry.'),
        N_("Write it like this: {key}: {example}"),
    ),
    "not-a-duration": ProblemKind(
        N_('"{key}" needs a duration, but "{found}" is none.'),
        N_("Write the number with its unit: 90s, 4m30s or 1h05m."),
    ),
    "not-a-clock-time": ProblemKind(
        N_('"{key}" needs a clock time, but "{found}" is none.'),
        N_('Write hours and minutes in quotes, "09:30", or with seconds, "09:30:15".'),
    ),
    "unquoted-time": ProblemKind(
        N_("The clock time {found} stands without quotes. YAML reads such values in base 60: 10:00 becomes 600."),
        N_('Put it in quotes: "{found}".'),
    ),
    "not-an-identifier": ProblemKind(
        N_('"{key}" needs a short name, but "{found}" is none.'),
        N_('Use small letters a-z, digits and hyphens, beginning with a letter or digit: "{guess}".'),
    ),
    "not-a-name": ProblemKind(
        N_('"{key}" needs a name of at most {limit} characters.'),
        N_("Shorten it, for example: {example}."),
    ),
    "not-a-whole-number": ProblemKind(
        N_('"{key}" needs a whole number, but "{found}" is none.'),
        N_("Write digits only, without dots, leading zeros or words: {example}."),
    ),
    "not-a-number": ProblemKind(
        N_('"{key}" needs a number, but "{found}" is none.'),
        N_("Write it in digits, with a point before the decimals: {example}."),
    ),
    "out-of-range": ProblemKind(
        N_('"{key}" is {found}, but must be {expected}.'),
        N_("For example: {key}: {example}"),
    ),
    "not-a-flag": ProblemKind(
        N_('"{key}" needs true or false, but "{found}" is neither.'),
        N_("Write true for yes and false for no."),
    ),
    "only-true": ProblemKind(
        N_('"{key}: false" says nothing.'),
        N_("Take the key out."),
    ),
    "not-a-comparison": ProblemKind(
        N_('"{key}" needs a sign and a number, but "{found}" is something else.'),
        N_("Write one of the signs >=, >, <=, <, = and the number, in quotes: {key}: {example}"),
    ),
    "not-a-path": ProblemKind(
        N_('"{found}" does not name a file beside the script.'),
        N_("Put the file into the folder of the script, or a folder in it, and write its path from there: {example}"),
    ),
    "unknown-ending": ProblemKind(
        N_('The ending of "{found}" is not one of a picture, a sound or a document.'),
        N_("These can be attached: {known}."),
    ),
    "unknown-word": ProblemKind(
        N_('"{found}" is not a word that "{key}" knows.'),
    ),
    "unknown-zone": ProblemKind(
        N_('There is no time zone "{found}".'),
        N_("WIB is Asia/Jakarta, WITA is Asia/Makassar, WIT is Asia/Jayapura."),
    ),
}

_ACROSS: Mapping[str, ProblemKind] = {
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
}

_WARNINGS: Mapping[str, ProblemKind] = {
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
    "language-missing": ProblemKind(
        N_('The text "{key}" is not written in {language}, as others of this script are.'),
        N_("Write it once per language: {key}: {{id: ..., en: ...}}"),
        warning=True,
    ),
}

PROBLEM_KINDS: Mapping[str, ProblemKind] = {**_FILE, **_TEXT, **_YAML, **_SHAPES, **_ACROSS, **_WARNINGS}
"""Every kind of problem, by its code."""
