"""The charge of the laptop, for the band."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Charge:
    """Charge of the battery in percent, and whether the machine is plugged in."""

    percent: int
    plugged: bool


def read_charge() -> Charge | None:
    """The charge now, or None on a machine without a battery, or one that does not tell."""
    import psutil  # 15 ms, and nothing waits for it

    try:
        found = psutil.sensors_battery()
    except (OSError, RuntimeError, AttributeError):
        return None
    return None if found is None else Charge(round(found.percent), bool(found.power_plugged))
