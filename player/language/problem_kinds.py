"""Every kind of problem a script can have: its code, the sentence that says what is wrong, the advice that says more.

The ``{names}`` are filled when a problem is found; both sentences may use all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_
from player.language.problem_kind import ProblemKind
from player.language.problem_kinds_across import ACROSS, WARNINGS

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

PROBLEM_KINDS: Mapping[str, ProblemKind] = {**_FILE, **_TEXT, **_YAML, **_SHAPES, **ACROSS, **WARNINGS}
"""Every kind of problem, by its code."""
