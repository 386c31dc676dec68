"""The command line. A command's module is imported when it is asked for, and Qt only by those that show something."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol, cast

from player import __version__, i18n
from player.cli.argparse_texts import translate_argparse
from player.i18n import _

COMMANDS = ("check", "run", "rehearse", "verify", "shot")
"""Every command by its word, in the order help lists them; each is a module of this package."""

WINDOW = "window"
"""What a command line without a command means."""

EXIT_USAGE = 64
EXIT_CRASH = 70
EXIT_INTERRUPTED = 130


class CommandModule(Protocol):
    """What the module of a command offers."""

    def summary(self) -> str:
        """One line for the help."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments of the command."""

    def main(self, options: argparse.Namespace) -> int:
        """Carry the command out; gives the exit code."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence after the usage."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, _("This command line is not understood: {reason}").format(reason=message) + "\n")


def command(name: str) -> CommandModule:
    """The module of a command."""
    return cast("CommandModule", import_module(f"player.cli.{name}"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit code. Without a command, the window opens."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    i18n.use_language(_language_of(arguments))
    translate_argparse()
    if arguments and arguments[0] in {"-h", "--help", "--version"}:
        overview().parse_args(arguments[:1])
    name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else WINDOW
    module = command(name)
    options = _parser_of(name, module).parse_args(arguments)
    try:
        return module.main(options)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: the user gets a sentence, the log file the traceback
        from player.cli.crash import report_crash

        print(report_crash(error), file=sys.stderr)
        return EXIT_CRASH


def _parser_of(name: str, module: CommandModule) -> argparse.ArgumentParser:
    program = "gladi" if name == WINDOW else f"gladi {name}"
    parser = _Parser(prog=program, description=module.summary())
    languages = ", ".join(f"{code} {title}" for code, title in i18n.LANGUAGES.items())
    parser.add_argument(
        "--lang", choices=tuple(i18n.LANGUAGES), help=_("language: {languages}").format(languages=languages)
    )
    module.add_arguments(parser)
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


def _language_of(arguments: Sequence[str]) -> str:
    """The language asked for on the command line, wanted before the parser (whose help is in it) is built."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value is not None and value in i18n.LANGUAGES:
            return value
    return i18n.DEFAULT_LANGUAGE
