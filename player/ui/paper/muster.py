"""The muster (apel) on paper: every item before its gate, to be ticked and signed by hand on the square."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from player.i18n import _
from player.model.doctrine import READINESS_KINDS
from player.model.entries import AT_STARTEX, ReadinessItem
from player.model.paper import Block, CheckItem, CheckList, Facts, Heading, Paper, Paragraph, Signatures
from player.model.scenario import Scenario
from player.ui.run.course import items_by_gate


def muster_of(scenario: Scenario, ready: Collection[str] = (), day: str = "") -> Paper:
    """The muster of a scenario.

    Args:
        ready: ids of the items that are ready already; their boxes come ticked.
        day: the day of the exercise; empty: a line to write it on.
    """
    blocks: list[Block] = [
        Facts(
            (
                (_("Place"), str(scenario.place.name)),
                (_("Day and time"), day or "…………………………"),
                (_("Personnel by the script"), str(scenario.total_strength)),
            )
        ),
        Paragraph(
            _("Tick what is there and works. With a required item open the exercise goes on only for a reason."),
            "soft",
        ),
    ]
    for gate, items in items_by_gate(scenario).items():
        blocks += [Heading(_gate(scenario, gate)), _items(scenario, items, ready)]
    blocks += [Heading(_("Remarks"), 2), *(_line() for _number in range(3))]
    blocks.append(Signatures((_("Commander of the muster"), _("Controller"), _("Safety officer"))))
    return Paper(_("Muster and readiness"), str(scenario.title), tuple(blocks), f"apel_{scenario.id}")


def _items(scenario: Scenario, items: Collection[ReadinessItem], ready: Collection[str]) -> CheckList:
    return CheckList(tuple(_made(scenario, items, ready)), (_("Name"), _("Signature")))


def _made(scenario: Scenario, items: Collection[ReadinessItem], ready: Collection[str]) -> Iterator[CheckItem]:
    for item in items:
        unit = str(scenario.units[item.unit].title) if item.unit is not None else ""
        about = " · ".join(filter(None, (_(READINESS_KINDS[item.kind]), unit)))
        yield CheckItem(str(item.text), about, item.id in ready, _("required") if item.required else _("may stay open"))


def _line() -> Paragraph:
    return Paragraph("…" * 70, "soft")


def _gate(scenario: Scenario, gate: str) -> str:
    if gate == AT_STARTEX:
        return _("Before StartEx")
    return _("Before the phase “{title}”").format(title=scenario.phase_by_id[gate].title)
