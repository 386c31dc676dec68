"""What the set-up says, on stderr: each sentence in Indonesian, then in English, since no language is chosen yet."""

from __future__ import annotations

import sys
from typing import NoReturn

TEXTS = {
    "making": (
        "Gladi menyiapkan paketnya di {folder} (hanya pada start pertama dan setelah pembaruan).",
        "Gladi puts its packages into {folder} (only on the first start and after an update).",
    ),
    "waiting": ("Start lain sedang menyiapkan; menunggu.", "Another start is setting up; waiting for it."),
    "retrying": ("      jaringan tidak menjawab, mencoba lagi", "      no answer from the network, trying again"),
    "installing": ("Memasang {count} paket.", "Installing {count} packages."),
    "compiling": ("Mengompilasi agar start berikutnya cepat.", "Compiling, so that the next start is fast."),
    "done": ("Selesai dalam {seconds} detik.", "Done in {seconds} s."),
    "interrupted": ("Dihentikan; start berikutnya mengulang.", "Interrupted; the next start sets up again."),
    "failed": ("Penyiapan gagal: {what}", "Setting up failed, see above."),
    "offline": (
        "Tanpa internet: baris pertama di komputer lain (sistem dan Python sama), bawa foldernya, baris kedua di sini.",
        "Without internet: first line on another machine (same system and Python), bring its folder, second line here.",
        "    {download}",
        "    {install}",
    ),
    "no wheels": (
        "Folder {folder} tidak memuat wheel untuk: {names}.",
        "That folder holds no wheels for these packages.",
    ),
    "wheels needs a folder": (
        "--wheels memerlukan folder berisi wheel, misalnya: --wheels /media/usb/wheels",
        "--wheels needs a folder of wheels, as shown.",
    ),
    "no ensurepip": (
        "Python ini belum dapat membuat lingkungan virtual. Jalankan baris ini, lalu coba lagi:",
        "This Python cannot make virtual environments yet. Run this line, then try again:",
        "    {line}",
    ),
    "apt": ("Memasang pustaka sistem: {packages}", "Installing system libraries."),
    "libraries": (
        "Jendela memerlukan pustaka sistem yang belum ada: {names}.",
        "The window needs these system libraries, which are missing.",
    ),
    "apt line": ("Jalankan baris ini, lalu coba lagi:", "Run this line, then try again:", "    {line}"),
    "no screen": (
        "Tidak ada layar (DISPLAY dan WAYLAND_DISPLAY kosong), jadi jendela tidak dapat dibuka. Tanpa jendela:",
        "No screen (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open. Without a window:",
        "    python3 main.py run SCENARIO --headless",
    ),
    "loop": (
        "{python} tidak bekerja sebagai Python dari .venv. Hapus folder .venv, lalu coba lagi.",
        "That Python does not work as the one of .venv. Delete the folder .venv, then try again.",
    ),
}


def text(key: str, **values: object) -> str:
    """The lines of `TEXTS` under this key, filled in."""
    return "\n".join(line.format(**values) for line in TEXTS[key])


def say(key: str, **values: object) -> None:
    """Print a text."""
    print(text(key, **values), file=sys.stderr, flush=True)


def fail(key: str, *, code: int = 1, **values: object) -> NoReturn:
    """Print a text and end the process."""
    say(key, **values)
    sys.exit(code)
