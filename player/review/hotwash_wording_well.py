"""What went well in words; proportion, dialogue, orders and aid, never force by itself."""

from __future__ import annotations

from player.i18n import _, ngettext
from player.model.times import clock_text
from player.review.hotwash import Hotwash
from player.review.hotwash_lines import Line, Look, Section
from player.review.hotwash_strengths import Strength, StrengthKind
from player.review.measures_rows import joined, of_text


def strength_section(told: Hotwash) -> Section:
    """What went well, as far as figures tell it."""
    return Section(
        "well",
        _("What went well"),
        tuple(map(_line, told.strengths)),
        nothing=_("The figures alone tell of nothing here; ask those who saw it."),
    )


def _line(one: Strength) -> Line:
    part, whole = one.part, one.whole
    match one.kind:
        case StrengthKind.NO_FORCE:
            text, value = _("No force of stage 3 or more, although the situation left green"), clock_text(part)
        case StrengthKind.IN_PROPORTION:
            text = _("Force of stage 3 or more never stood above the ceiling, by what people tagged alone")
            value = clock_text(part)
        case StrengthKind.WARNED:
            text = _("A warning before each use of force, no more than {time} before it, appeals not counted").format(
                time=clock_text(whole)
            )
            value = _("begun at least {time} before").format(time=clock_text(part))
        case StrengthKind.DIALOGUE:
            text = _("Dialogue with the crowd while it was not green")
            value = joined(
                _("{n} of {all}").format(n=clock_text(part), all=clock_text(whole)), _longest_without(one.beside)
            )
        case StrengthKind.ORDERED:
            text, value = _ordered(one), of_text(part, whole)
        case StrengthKind.AID:
            text = ngettext(
                "Medical aid began within {time} of the record of {n} casualty; to whom is not on record",
                "Medical aid began within {time} of the record of each of {n} casualties; to whom is not on record",
                part,
            )
            text, value = text.format(n=part, time=clock_text(whole)), ""
        case StrengthKind.ARRESTS:
            text, value = _("Every arrest is on record in full"), str(whole)
        case StrengthKind.CRITICAL:
            text, value = _critical(one), of_text(part, whole)
    return Line(text, value, look=Look.GOOD, at_ms=one.at_ms)


def _ordered(one: Strength) -> str:
    """What the script asks for, and the uses of force beside it that had no order."""
    text = _("Actions that need an order by the script had one on record")
    if not one.beside:
        return text
    bare = _("Beside them uses of force with no order on record: {times}")
    return f"{text}. {bare.format(times=', '.join(clock_text(ms, hours=True) for ms in one.beside))}"


def _critical(one: Strength) -> str:
    """That they were on time, and of which the log tells otherwise than the tick."""
    text = _("Every critical task was seen or ticked on time")
    if not one.beside:
        return text
    otherwise = _("The log tells otherwise of those called for at {times}")
    return f"{text}. {otherwise.format(times=', '.join(clock_text(ms, hours=True) for ms in one.beside))}"


def _longest_without(beside: tuple[int, ...]) -> str:
    """The longest time in which nobody spoke with the crowd, where it is to be told."""
    if not beside:
        return ""
    from_ms, to_ms = beside
    times = {"start": clock_text(from_ms, hours=True), "end": clock_text(to_ms, hours=True)}
    return _("longest without: {start}–{end} ({time})").format(**times, time=clock_text(to_ms - from_ms))
