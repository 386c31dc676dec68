"""The command line. A command's module is imported when it is asked for, and Qt only by those that show something."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn, Protocol, cast

from player import __version__, i18n
from player.cli.argparse_texts import translate_argparse
from player.i18n import _

COMMANDS = ("check", "run", "rehearse", "report", "import", "export", "verify", "findings", "compare", "shot")
"""Every command by its word, in the order help lists them; each is a module of this package."""

_MODULES = {"import": "import_msel"}
"""The modules of commands whose word cannot be the name of one."""

WINDOW = "window"
"""What a command line without a command means."""

EXIT_UNUSABLE = 2
"""Something cannot be read or written."""

EXIT_USAGE = 64
EXIT_CRASH = 70
EXIT_INTERRUPTED = 130
EXIT_NOBODY_READS = 141
"""The program that read what is printed has ended, as in ``| head``; a shell gives this for any program so ended."""

_ABOUT = {"-h", "--help", "--version"}


class CommandModule(Protocol):
    """What the module of a command offers."""

    def summary(self) -> str:
        """One line for the help."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments of the command."""

    def main(self, options: argparse.Namespace) -> int:
        """Carry the command out; gives the exit code.

        Raises:
            argparse.ArgumentError: the arguments do not go together.
        """


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence after the usage, and whose help may be cut off by its reader."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, _("This command line is not understood: {reason}").format(reason=message) + "\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        sys.stdout.flush()
        super().exit(status, message)


def command(name: str) -> CommandModule:
    """The module of a command."""
    return cast("CommandModule", import_module(f"player.cli.{_MODULES.get(name, name)}"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit code. Without a command, the window opens.

    Raises:
        SystemExit: help or the version was asked for, or the command line is not understood.
    """
    arguments = _command_first(sys.argv[1:] if argv is None else argv)
    i18n.use_language(_language_of(arguments))
    translate_argparse()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack a letter, a file name may be no text
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _print_no_more()
        return EXIT_NOBODY_READS
    except Exception as error:  # noqa: BLE001 - the last door: the user gets a sentence, the log file the traceback
        from player.session.crashes import report_crash

        if isinstance(error, OSError) and error.filename is None:  # that of a file has its name
            sentence = _("The output cannot be written: {reason}.").format(reason=i18n.reason_of(error))
            code = EXIT_UNUSABLE
        else:
            sentence, code = report_crash(error), EXIT_CRASH
        _print_no_more(sentence)
    return code


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in _ABOUT:
        overview().parse_args(arguments[:1])
    if first not in COMMANDS and _looks_like_a_command(first):
        overview().error(_no_such_command(first))
    name = arguments.pop(0) if first in COMMANDS else WINDOW
    parser = parser_of(name)
    options = parser.parse_args(arguments)
    try:
        return command(name).main(options)
    except argparse.ArgumentError as error:
        parser.error(str(error))


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of a command."""
    module = command(name)
    program = "gladi" if name == WINDOW else f"gladi {name}"
    parser = _Parser(prog=program, description=_sentence(module.summary()), allow_abbrev=False)
    languages = ", ".join(f"{code} {title}" for code, title in i18n.LANGUAGES.items())
    module.add_arguments(parser)
    parser.add_argument(
        "--lang", choices=tuple(i18n.LANGUAGES), help=_("language: {languages}").format(languages=languages)
    )
    return parser


def overview() -> argparse.ArgumentParser:
    """The parser that only knows help and version, and lists the commands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command(name).summary()}" for name in COMMANDS]
    opening = [f"  gladi [{_('SCENARIO.yaml | SESSION.gladi')}]", f"      {command(WINDOW).summary()}", ""]
    parser = _Parser(
        prog="gladi",
        usage="gladi [" + " | ".join(COMMANDS) + "] …",
        description=_("Plays training drills for city security (Sispamkota)."),
        epilog="\n".join([*opening, *lines, "", _("gladi COMMAND --help says more of a command.")]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"Gladi {__version__}", help=_("show the version number and exit")
    )
    return parser


def _sentence(summary: str) -> str:
    """A summary as it stands alone."""
    return f"{summary[0].upper()}{summary[1:]}."


def _command_first(arguments: Sequence[str]) -> list[str]:
    """The command line with the command before the language, where that came first."""
    words = list(arguments)
    count = 2 if words[:1] == ["--lang"] else 1 if words and words[0].startswith("--lang=") else 0
    if words[count : count + 1] and (words[count] in COMMANDS or words[count] in _ABOUT):
        words.insert(0, words.pop(count))
    return words


def _looks_like_a_command(word: str) -> bool:
    """Whether somebody meant a command: no option, and nothing like a file."""
    return word.isalpha() and not os.path.lexists(word)


def _no_such_command(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), COMMANDS, n=1)
    if close:
        return _("there is no command {word}; did you mean {close}?").format(word=word, close=close[0])
    return _("there is no command {word}, and no such file").format(word=word)


def _language_of(arguments: Sequence[str]) -> str:
    """The language asked for on the command line, wanted before the parser (whose help is in it) is built."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value is not None and value in i18n.LANGUAGES:
            return value
    return i18n.DEFAULT_LANGUAGE


def _print_no_more(sentence: str = "") -> None:
    """Print a last sentence and let the rest go nowhere, so that the end of Python does not stumble over it."""
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, end="\n" if sentence else "")
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
