"""Whether a window can open here: which platform Qt will use, whether there is a screen, which libraries Qt lacks."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing typing would cost more than all else here
if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_NO_SCREEN = 3

QT_FILES = {
    "offscreen": ("lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "plugins/platforms/libqoffscreen.so"),
    "xcb": ("plugins/platforms/libqxcb.so", "plugins/xcbglintegrations/libqxcb-glx-integration.so"),
    "wayland": ("plugins/platforms/libqwayland.so",),
}
"""What Qt loads for a platform, below its folder; each platform needs also what ``offscreen`` needs."""

KNOWN_NEEDS = (
    *("libEGL.so.1", "libGL.so.1", "libdbus-1.so.3", "libfontconfig.so.1", "libglib-2.0.so.0", "libxkbcommon.so.0"),
    *("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-shape.so.0", "libxkbcommon-x11.so.0"),
)
"""What a bare Debian lacks of the libraries of a window."""

ODD_DEBIAN_NAMES = {"libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0", "libz.so.1": "zlib1g"}


WITHOUT_QT = frozenset({"check", "compare", "export", "findings", "import", "rehearse", "report", "verify"})
"""Commands that need no Qt."""


def wanted_platform(arguments: Sequence[str]) -> str | None:
    """The Qt platform that a command line needs: ``xcb``, ``wayland``, ``offscreen``, or None when it needs no Qt."""
    before = 2 if arguments[:1] == ["--lang"] else 1 if arguments and arguments[0].startswith("--lang=") else 0
    first = arguments[before] if len(arguments) > before else ""
    if first in WITHOUT_QT or {"-h", "--help", "--version"}.intersection(arguments):
        return None
    if first == "run" and "--headless" in arguments:
        return None
    if first == "shot":
        return "offscreen"
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if chosen:
        return chosen if chosen in QT_FILES else "offscreen"
    return "wayland" if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY") else "xcb"


def screen_problem(arguments: Sequence[str]) -> str | None:
    """Why the window of this command line cannot open, in words for the user; None when it can, or none is wanted."""
    if not sys.platform.startswith("linux") or wanted_platform(arguments) not in {"xcb", "wayland"}:
        return None
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    from player.setup.texts import text

    return text("no screen")


def provide_libraries(platform: str, packages: str, stamp: str) -> None:
    """Install what Qt lacks on this machine, or end with the line that does; done once for each machine.

    Args:
        platform: as from `wanted_platform`.
        packages: the folder in which PySide6 lies.
        stamp: the file to remember it in.
    """
    from player.setup.environment import read, write

    if not sys.platform.startswith("linux") or read(stamp) == os.uname().nodename:
        return
    from player.setup.texts import fail, say

    qt_folder = os.path.join(packages, "PySide6", "Qt")
    missing = missing_libraries(platform, qt_folder)
    if missing and apt_install([debian_package(name) for name in missing]):
        missing = missing_libraries(platform, qt_folder)
    if missing:
        say("libraries", names=", ".join(missing))
        if has_apt():
            fail("apt line", code=EXIT_NO_SCREEN, line=apt_line([debian_package(name) for name in missing]))
        sys.exit(EXIT_NO_SCREEN)
    write(stamp, os.uname().nodename)


def missing_libraries(platform: str, qt_folder: str) -> list[str]:
    """The system libraries that Qt needs for a platform and this machine lacks, by file name.

    Found by asking the dynamic loader about Qt's own files, since Qt's message names the wrong library. Empty where it
    cannot be asked, as on Windows and macOS.

    Args:
        platform: as from `wanted_platform`.
        qt_folder: the folder ``PySide6/Qt``.
    """
    import shutil
    import subprocess

    ldd = shutil.which("ldd")
    if not sys.platform.startswith("linux") or ldd is None:
        return []
    names = sorted({*QT_FILES["offscreen"], *QT_FILES[platform]})
    files = [file for name in names if os.path.exists(file := os.path.join(qt_folder, name))]
    answer = subprocess.run([ldd, *files], capture_output=True, text=True, check=False).stdout
    return sorted({line.split()[0] for line in answer.splitlines() if line.rstrip().endswith("=> not found")})


def probably_missing_libraries() -> list[str]:
    """The libraries that Qt will need for a window and this machine lacks, as far as can be told without Qt."""
    import ctypes

    missing = []
    for name in KNOWN_NEEDS:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def debian_package(library: str) -> str:
    """The package of a library, by Debian's rule: name and number in lower case, with ``-`` between two digits."""
    name, _, number = library.lower().partition(".so.")
    return ODD_DEBIAN_NAMES.get(library) or f"{name}{'-' if name[-1].isdigit() else ''}{number}"


def has_apt() -> bool:
    """Whether this is Debian or one of its children."""
    import shutil

    return shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages where that is possible and allowed; gives whether it worked."""
    if not has_apt() or os.geteuid() != 0:
        return False
    import subprocess

    from player.setup.texts import say

    say("apt", packages=" ".join(sorted(set(packages))))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", apt_line(packages)):  # an old list of packages may do, so update may fail
        code = subprocess.run(command.split(), env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    return code == 0


def apt_line(packages: Sequence[str]) -> str:
    """The command that installs these packages on Debian, as this user has to give it."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install -y --no-install-recommends {' '.join(sorted(set(packages)))}"
