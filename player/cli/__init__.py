"""The command line. Qt is imported only by the commands that show a window or a picture."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from player import __version__, i18n
from player.cli import check, rehearse, run, shot, verify, window
from player.cli.argparse_texts import translate_argparse
from player.cli.crash import report_crash
from player.i18n import _

COMMANDS = (check, run, rehearse, verify, shot)
"""Every command, in the order help lists them. Each module has NAME, summary(), add_arguments() and main()."""

EXIT_USAGE = 64
EXIT_CRASH = 70
EXIT_INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence after the usage."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, _("This command line is not understood: {reason}").format(reason=message) + "\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    translate_argparse()
    parser = _Parser(prog="gladi", description=_("Plays training drills for city security (Sispamkota)."))
    parser.add_argument(
        "--version", action="version", version=f"Gladi {__version__}", help=_("show the version number and exit")
    )
    subparsers = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    for module in (*COMMANDS, window):
        sub = subparsers.add_parser(module.NAME, help=module.summary(), description=module.summary())
        _add_language(sub)
        module.add_arguments(sub)
        sub.set_defaults(main=module.main)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    languages = ", ".join(f"{code} {name}" for code, name in i18n.LANGUAGES.items())
    parser.add_argument(
        "--lang", choices=tuple(i18n.LANGUAGES), help=_("language: {languages}").format(languages=languages)
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit code. Without a command, the window opens."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    i18n.use_language(_language_of(arguments))
    names = {module.NAME for module in (*COMMANDS, window)}
    if not arguments or (arguments[0] not in names and arguments[0] not in {"-h", "--help", "--version"}):
        arguments.insert(0, window.NAME)
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.main(options)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: the user gets a sentence, the log file the traceback
        print(report_crash(error), file=sys.stderr)
        return EXIT_CRASH
    return code


def _language_of(arguments: Sequence[str]) -> str:
    """The language asked for on the command line, wanted before the parser (whose help is in it) is built."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value is not None and value in i18n.LANGUAGES:
            return value
    return i18n.DEFAULT_LANGUAGE
