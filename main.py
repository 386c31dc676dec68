"""Start Gladi. The first start makes .venv beside this file, see player/setup.py.

This file stays readable for Python 3.6, so that a Python too old or too new gives a sentence and not a traceback.
"""

import os
import sys

SUPPORTED = ((3, 13), (3, 12), (3, 11))


def leave_unsupported_python(arguments):  # type: (list[str]) -> None
    """Under a Python that Gladi does not run on: start again under one that it does, or say so and end.

    Args:
        arguments: what stands after ``python3`` on the command line.
    """
    if sys.version_info[:2] in SUPPORTED:
        return
    import shutil
    import subprocess

    here = os.path.dirname(os.path.abspath(__file__))
    names = [os.path.join(here, ".venv", "bin", "python")] + ["python%d.%d" % version for version in SUPPORTED]
    question = "import sys; sys.exit(sys.version_info[:2] not in %r)" % (SUPPORTED,)
    for python in filter(None, map(shutil.which, names)):
        with open(os.devnull, "w") as nowhere:
            if subprocess.call([python, "-c", question], stdout=nowhere, stderr=nowhere) == 0:
                sys.exit(subprocess.call([python] + arguments))
    sys.stderr.write(
        "Gladi memerlukan Python 3.11, 3.12 atau 3.13; ini Python %d.%d.\n"
        "Gladi needs Python 3.11, 3.12 or 3.13; this is Python %d.%d.\n" % (sys.version_info[:2] * 2)
    )
    sys.exit(1)


def main():  # type: () -> int
    """Set up if needed, then run the command line; gives the exit code."""
    leave_unsupported_python(sys.argv)
    from player import setup

    arguments = setup.prepare(sys.argv[1:], [os.path.abspath(__file__)])
    from player.cli import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
