"""The files a script brings along: which, where they are used, a small picture of them, and opening one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageReader

from player.i18n import N_, _
from player.model.entries import Attachment
from player.model.scenario import Scenario

KIND_ICONS = {"image": "camera", "sound": "volume-2", "document": "file-text"}
KIND_TITLES = {"image": N_("picture"), "sound": N_("sound"), "document": N_("document")}
_MOST_PIXELS_MIB = 256


@dataclass(frozen=True, slots=True)
class Attached:
    """A file with every place it is used at, in words."""

    attachment: Attachment
    uses: tuple[str, ...]


def attached_files(scenario: Scenario) -> list[Attached]:
    """The files a script brings along, each once, in the order of the script."""
    found: dict[str, tuple[Attachment, list[str]]] = {}
    for attachment, use in _uses(scenario):
        found.setdefault(attachment.file, (attachment, []))[1].append(use)
    return [Attached(attachment, tuple(dict.fromkeys(uses))) for attachment, uses in found.values()]


def _uses(scenario: Scenario) -> Iterator[tuple[Attachment, str]]:
    for attachment in scenario.attachments:
        yield attachment, _("the whole drill")
    for phase in scenario.phases:
        number = scenario.phase_number(phase.id) if phase.attachments else 0
        for attachment in phase.attachments:
            yield attachment, _("phase {number}").format(number=number)
        for inject in phase.injects:
            for attachment in inject.attachments:
                yield attachment, str(inject.title)


def place_of(folder: Path, file: str) -> Path | None:
    """Where a file of a script lies; None where it is not there, or would lie outside the folder of the script."""
    try:
        whole = (folder / file).resolve(strict=True)
        return whole if whole.is_file() and whole.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None


def open_outside(path: Path) -> bool:
    """Open a file with the program the system has for it; gives whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def small_picture(path: Path, width_px: int, height_px: int) -> QImage:
    """A picture as small as it is shown, empty where it cannot be read. It may be called from any thread."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_MOST_PIXELS_MIB)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(width_px, height_px), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if not image.isNull() and (image.width() > width_px or image.height() > height_px):
        image = image.scaled(width_px, height_px, Qt.AspectRatioMode.KeepAspectRatio)
    return image
