"""Force in the summary, and the words beside it: what its ceiling rested on, what was said before it, and dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from player.engine.findings.applied import applied
from player.engine.state import Order
from player.export.report.chapters_force import (
    late_order_text,
    momentary_text,
    orders_behind,
    orders_late,
    rests_on_script,
    warned_within_ms,
)
from player.export.report.chapters_source import Source
from player.export.report.words import length, listed, listed_first, moment, sentences
from player.i18n import _, ngettext
from player.model.crowd_parameters import DISPERSED_BELOW
from player.model.doctrine import ACTION_KINDS, FORCE_FROM
from player.model.times import SECOND_MS
from player.review.entry_wording import giver_text, stage_text
from player.review.force_uses import FROM_SCRIPT, GroundKind, UseOfForce

MOST_MOMENTS = 4
"""Uses of force named by their moment in one line at the most."""


def force_text(source: Source) -> str:
    """Each kind of force by its name, the highest stage first with what its ceilings rested on; then all of it."""
    highest = source.measures.force.highest
    if highest < FORCE_FROM:
        return _("No force of stage 3 or more was used.") if highest else _("No stage of force is on record.")
    return "\n".join(filter(None, _force(source)))


def _force(source: Source) -> Iterator[str]:
    uses, behind, late = source.told.uses, orders_behind(source), orders_late(source)
    highest = max(map(_highest, uses), default=0)
    for of_kind in _by_kind(uses):
        yield _kind_of_force(source, of_kind, behind, late)
        worst = [use for use in of_kind if _highest(use) == highest]
        if worst:
            yield _ceilings(worst)
            yield eased_text(source, worst)
    if not uses:
        stage = stage_text(source.measures.force.highest)
        yield _("The controller set a unit to stage {stage}.").format(stage=stage)
    yield sentences((_in_all(source), _on_script(uses), momentary_text(source), _after(source)))


def _by_kind(uses: Sequence[UseOfForce]) -> list[list[UseOfForce]]:
    kinds: dict[str, list[UseOfForce]] = {}
    for use in uses:
        kinds.setdefault(use.does, []).append(use)
    return sorted(kinds.values(), key=lambda of_one: -max(map(_highest, of_one)))


def _highest(use: UseOfForce) -> int:
    return max(use.stages)


def _kind_of_force(
    source: Source, uses: Sequence[UseOfForce], behind: Mapping[int, Order], late: Mapping[int, Order]
) -> str:
    """As "Water cannon (stage 5): 2 times, 02:48 added up, from 00:38:29 on, ordered by Danki"."""
    lasted_ms = sum((source.length_ms if use.to_ms is None else use.to_ms) - use.from_ms for use in uses)
    orders = [behind.get(use.action) for use in uses]
    givers = dict.fromkeys(giver_text(one.rank, one.who) for one in orders if one is not None)
    by = _("ordered by {who}").format(who=listed(givers)) if givers else ""
    values = {
        "action": _(ACTION_KINDS[uses[0].does].title),
        "stage": max(map(_highest, uses)),
        "times": ngettext("{n} time", "{n} times", len(uses)).format(n=len(uses)),
        "length": length(lasted_ms),
        "time": moment(uses[0].from_ms),
    }
    text = _("{action} (stage {stage}): {times}, {length} added up, from {time} on")
    if len(uses) == 1:
        text = _("{action} (stage {stage}): {time}, {length} long")
    bare = [use for use, order in zip(uses, orders, strict=True) if order is None and use.action not in late]
    after = [late_order_text(late[use.action]) for use in uses if use.action in late]
    once = _("order on record once it was under way: {orders}").format(orders=listed_first(after, MOST_MOMENTS))
    return listed((text.format(**values), by, once if after else "", _unordered(bare, len(uses))))


def _unordered(bare: Sequence[UseOfForce], count: int) -> str:
    if not bare:
        return ""
    if len(bare) == count:
        return _("with no order on record")
    return _("{n} of them with no order on record ({times})").format(n=len(bare), times=_moments(bare))


def _moments(uses: Sequence[UseOfForce]) -> str:
    """When they began; of many only the first."""
    return listed_first([moment(use.from_ms) for use in uses], MOST_MOMENTS)


def _ceilings(uses: Sequence[UseOfForce]) -> str:
    """What the ceiling of each of these rested on."""
    if len(uses) == 1:
        return _("Its ceiling rested on: {uses}").format(uses=_ceiling(uses[0]))
    told = "; ".join(f"{moment(use.from_ms)} {_ceiling(use)}" for use in uses[:MOST_MOMENTS])
    return _("Its ceiling rested on: {uses}").format(uses=told)


def _ceiling(use: UseOfForce) -> str:
    """As "the script, no tag, 9 tags of calmer behaviour in the 4 minutes before"."""
    kinds = {one.kind for one in use.grounds}
    tags = _("no tag") if kinds else _("nothing on record")
    if use.backing and kinds:
        tags = ngettext("{n} tag", "{n} tags", use.backing).format(n=use.backing)
    calmer = ngettext("{n} tag told of calmer behaviour", "{n} tags told of calmer behaviour", use.calmer).format(
        n=use.calmer
    )
    parts = (
        _("the script") if kinds & FROM_SCRIPT else "",
        _("the controller") if GroundKind.CONTROLLER in kinds else "",
        _("the model") if GroundKind.MODEL in kinds else "",
        tags,
        _("ceiling {stage}").format(stage=use.ceiling) if use.stages[0] > use.ceiling else "",
    )
    told = listed(parts)
    return f"{told}; {calmer}" if use.calmer else told


def eased_text(source: Source, uses: Sequence[UseOfForce]) -> str:
    """For how long these went on after the script let the crowd calm down or leave; empty where none did."""
    told = []
    for use in uses[:MOST_MOMENTS]:
        if use.eased is not None:
            to_ms = source.length_ms if use.to_ms is None else use.to_ms
            text = _("“{inject}” {time}, it went on for {more}")
            last_ms = _force_until(source, to_ms)
            if last_ms > to_ms:
                text = _("“{inject}” {time}, it went on for {more}; other force of stage 3 or more until {end}")
            title = str(source.scenario.inject_by_id[use.eased.name].title)
            values = {"time": moment(use.eased.at_ms), "more": length(to_ms - use.eased.at_ms), "end": moment(last_ms)}
            told.append(text.format(inject=title, **values))
    return _("The script let the crowd ease: {injects}").format(injects="; ".join(told)) if told else ""


def _force_until(source: Source, end_ms: int) -> int:
    """Until when force of stage 3 or more followed without a break on one that ended then."""
    for use in source.told.uses:  # in the order of time
        to_ms = source.length_ms if use.to_ms is None else use.to_ms
        if use.from_ms <= end_ms + SECOND_MS and to_ms > end_ms:
            end_ms = to_ms
    return end_ms


def _in_all(source: Source) -> str:
    force, gone = source.measures.force, source.measures.dispersal
    values = {
        "time": length(gone.force_ms + gone.force_after_ms),
        "all": length(source.length_ms),
        "excess": length(force.excess_ms),
    }
    text = _(
        "Force of stage 3 or more for {time} of {all}, never above the ceiling according to the script and to "
        "observation."
    )
    if force.excess_ms:
        text = _(
            "Force of stage 3 or more for {time} of {all}, {excess} of it above the ceiling according to the script "
            "and to observation."
        )
    return text.format(**values)


def _on_script(uses: Sequence[UseOfForce]) -> str:
    untagged = sum(map(rests_on_script, uses))
    text = ngettext(
        "The ceiling of {n} of {all} uses rested on the script, with no tag.",
        "The ceilings of {n} of {all} uses rested on the script, with no tag.",
        untagged,
    )
    return text.format(n=untagged, all=len(uses)) if untagged else ""


def _after(source: Source) -> str:
    """Force after the crowd of the model was nearly gone."""
    gone = source.measures.dispersal
    if not gone.force_after_ms:
        return ""
    text = _("Force of stage 3 or more for {time} after fewer than {share} of the model's crowd were left.")
    if gone.excess_after_ms:
        text = _(
            "Force of stage 3 or more for {time} after fewer than {share} of the model's crowd were left, {excess} of "
            "it above the ceiling."
        )
    values = {"time": length(gone.force_after_ms), "excess": length(gone.excess_after_ms)}
    return text.format(**values, share=f"{DISPERSED_BELOW:.0%}")


def warnings_text(source: Source) -> str:
    """What was said to the crowd before each use of force; an appeal is told from a warning."""
    uses, first_ms = source.told.uses, source.measures.warning.first_ms
    if first_ms is None:
        return _("No appeal or warning to the crowd is on record.")
    warned_ms = source.measures.warning.warned_ms
    first = _("No warning is on record, only appeals, the first at {time}.").format(time=moment(first_ms))
    if warned_ms is not None:
        first = _("The first warning came at {time}.").format(time=moment(warned_ms))
        if warned_ms != first_ms:
            text = _("The first appeal came at {appeal}, the first warning at {warning}.")
            first = text.format(appeal=moment(first_ms), warning=moment(warned_ms))
    return sentences((first, _before(source, uses) if uses else "", _shortest(source, uses)))


def _before(source: Source, uses: Sequence[UseOfForce]) -> str:
    within_ms = warned_within_ms(source)
    warned = [use for use in uses if use.warning_within(within_ms) is not None]
    appealed = [use for use in uses if use not in warned and use.is_spoken_to(within_ms)]
    neither = [use for use in uses if not use.is_spoken_to(within_ms)]
    parts = [
        _("{n} of {all} uses of force had a warning within {time} before").format(
            all=len(uses), n=len(warned), time=length(within_ms)
        )
    ]
    if appealed:
        parts.append(_("{n} only an appeal ({times})").format(n=len(appealed), times=_moments(appealed)))
    if neither:
        parts.append(_("{n} neither ({times})").format(n=len(neither), times=_moments(neither)))
    return f"{listed(parts)}."


def _shortest(source: Source, uses: Iterable[UseOfForce]) -> str:
    """The use of force that had the least time since its warning began."""
    within_ms = warned_within_ms(source)
    warned = ((use, heard) for use in uses if (heard := use.warning_within(within_ms)) is not None)
    use, heard = min(warned, key=lambda pair: pair[0].from_ms - pair[1].from_ms, default=(None, None))
    if use is None or heard is None:
        return ""
    if heard.to_ms is None:
        text = _("Shortest: warned from {start} on, force at {time} while the warning was still given.")
        return text.format(start=moment(heard.from_ms), time=moment(use.from_ms))
    text = _("Shortest: warned {start}–{end}, force began at {time}.")
    times = {"start": moment(heard.from_ms), "end": moment(heard.to_ms), "time": moment(use.from_ms)}
    return text.format(**times)


def _talked_within_ms(source: Source) -> int:
    """How long there may be no dialogue while it is not green, by rule R8 as the script sets it."""
    return applied(source.scenario, "R8").duration_ms("within")


def dialogue_text(source: Source) -> str:
    """How long somebody spoke with the crowd, and for how long nobody did while there was force."""
    told = source.told.dialogue
    if not told.uneasy_ms:
        return ""
    if not told.talked_ms:
        return _("No negotiation or dialogue is on record in the {time} in which it was not green.").format(
            time=length(told.uneasy_ms)
        )
    text = _("{time} of the {all} in which it was not green, first at {first}.")
    parts = [text.format(time=length(told.talked_ms), all=length(told.uneasy_ms), first=moment(told.first_ms))]
    longest = told.longest
    if longest is not None and longest.length_ms > _talked_within_ms(source):
        text = _("Longest without: {start}–{end} ({time}).")
        if longest.force >= FORCE_FROM:
            text = _("Longest without: {start}–{end} ({time}), with force up to stage {stage}.")
        times = {"start": moment(longest.from_ms), "end": moment(longest.to_ms), "time": length(longest.length_ms)}
        parts.append(text.format(**times, stage=longest.force))
    if told.in_red:
        begun = listed(f"{_(ACTION_KINDS[does].title)} {moment(ms)}" for does, ms in told.in_red)
        parts.append(_("Begun while it was red: {begun}.").format(begun=begun))
    return sentences(parts)


def unwarned_text(source: Source) -> str:
    """Which uses of force had no warning before them; empty where each had."""
    uses, within_ms = source.told.uses, warned_within_ms(source)
    unwarned = [use for use in uses if use.warning_within(within_ms) is None]
    if not unwarned:
        return ""
    text = _("{n} of {all} ({times}); appeals are not counted")
    begun = listed(moment(use.from_ms) for use in unwarned)
    return text.format(n=len(unwarned), all=len(uses), times=begun)


def wanting(source: Source) -> Iterator[tuple[str, str]]:
    """What the log leaves to be asked about force: with no warning before it, with no dialogue beside it."""
    unwarned = unwarned_text(source)
    dropped = source.told.dialogue.dropped_for(_talked_within_ms(source), FORCE_FROM)
    if unwarned:
        yield _("Force with no warning"), unwarned
    if dropped is not None:
        text = _("{start}–{end} ({time}), force in it up to stage {stage}")
        times = {"start": moment(dropped.from_ms), "end": moment(dropped.to_ms), "time": length(dropped.length_ms)}
        yield _("Not green, and no dialogue"), text.format(**times, stage=dropped.force)
