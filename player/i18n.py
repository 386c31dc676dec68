"""Texts in the user's language: gettext without Qt.

The messages in the code are English and are the keys; ``assets/i18n/<lang>.po`` gives every other language.
Layers below the screen never make finished sentences: they carry a `Message`, which becomes text when shown, in the
language in use at that moment.
"""

from __future__ import annotations

import errno
import gettext as _gettext
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from player.resources import assets_folder

LANGUAGES: Mapping[str, str] = {"id": "Bahasa Indonesia", "en": "English"}
"""Every language on offer, by code, with its own name; the first is the default."""

DEFAULT_LANGUAGE = "id"
SOURCE_LANGUAGE = "en"

_catalogues: dict[str, _gettext.NullTranslations] = {}
_current = DEFAULT_LANGUAGE
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
"""What `speaking` asked for; each thread has its own, so that one can write a report in another language."""


def current_language() -> str:
    """The code of the language in use."""
    return _spoken.get() or _current


def use_language(code: str) -> None:
    """Show all texts in this language from now on.

    Raises:
        ValueError: the language is not in `LANGUAGES`.
    """
    global _current
    _check(code)
    _current = code


def _check(code: str) -> None:
    if code not in LANGUAGES:
        raise ValueError(f"unknown language {code!r}, known: {', '.join(LANGUAGES)}")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language for a while, in this thread alone: for what is written in more than one.

    Raises:
        ValueError: the language is not in `LANGUAGES`.
    """
    _check(code)
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(msgid: str) -> str:
    """The text of ``msgid`` in the language in use."""
    return _catalogue(current_language()).gettext(msgid)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The text for ``count`` things in the language in use, with ``{n}`` left for the caller to format."""
    return _catalogue(current_language()).ngettext(singular, plural, count)


def N_(msgid: str) -> str:
    """Mark a text for translation and leave it as it is; `_` turns it into text later."""
    return msgid


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be shown later: a translatable template and what fills its ``{names}``.

    ``str(message)`` is the sentence in the language then in use. A value that is itself a `Message` is translated too.
    """

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.msgid).format(**self.values)


_WORDS_OF_SYSTEM: Mapping[int, str] = {
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.ENOENT: N_("No such file or directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EISDIR: N_("Is a directory"),
    errno.EEXIST: N_("File exists"),
    errno.ENOTEMPTY: N_("Directory not empty"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EFBIG: N_("File too large"),
    errno.EROFS: N_("Read-only file system"),
    errno.EIO: N_("Input/output error"),
    errno.ENODEV: N_("No such device"),
    errno.ENXIO: N_("No such device or address"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    errno.EXDEV: N_("Invalid cross-device link"),
    errno.EINVAL: N_("Invalid argument"),
    errno.EMFILE: N_("Too many open files"),
    errno.ENFILE: N_("Too many open files in system"),
    errno.ENOMEM: N_("Cannot allocate memory"),
    errno.EPIPE: N_("Broken pipe"),
    errno.ETIMEDOUT: N_("Connection timed out"),
    errno.EHOSTDOWN: N_("Host is down"),
    errno.ESTALE: N_("Stale file handle"),
}
"""What systems say in English, whatever the user speaks, of what goes wrong with files."""


def reason_of(error: Exception) -> Message | str:
    """Why the system refused something, to be put into a sentence: what is common as a `Message`, the rest as it says.

    Args:
        error: an `OSError`; of any other its own words are taken.
    """
    code, own = getattr(error, "errno", None) or 0, str(getattr(error, "strerror", None) or error)
    if code == errno.EINVAL and getattr(error, "winerror", None):  # stands for all that Windows knows and C does not
        return own
    words = _WORDS_OF_SYSTEM.get(code)
    return own if words is None else Message(words)


def catalogue_file(code: str) -> Path:
    """The .po file of a language."""
    return assets_folder() / "i18n" / f"{code}.po"


def compile_catalogue(code: str) -> bytes:
    """The .po file of a language as the bytes of a .mo file.

    Raises:
        OSError: the .po file cannot be read.
    """
    from babel.messages import mofile, pofile  # 60 ms, needed only where no compiled catalogue lies

    with catalogue_file(code).open("rb") as source:
        catalogue = pofile.read_po(source, locale=code)
    target = io.BytesIO()
    mofile.write_mo(target, catalogue)
    return target.getvalue()


def write_compiled_catalogues() -> list[Path]:
    """Write the .mo file beside each .po file, so that a start need not compile it; gives the files written."""
    written = []
    for code in LANGUAGES:
        if code != SOURCE_LANGUAGE:
            target = catalogue_file(code).with_suffix(".mo")
            target.write_bytes(compile_catalogue(code))
            written.append(target)
    return written


def _catalogue(code: str) -> _gettext.NullTranslations:
    if code not in _catalogues:
        _catalogues[code] = _load(code)
    return _catalogues[code]


def _load(code: str) -> _gettext.NullTranslations:
    if code == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    source = catalogue_file(code)
    if not source.exists():
        return _gettext.NullTranslations()
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return _gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    return _gettext.GNUTranslations(io.BytesIO(compile_catalogue(code)))
