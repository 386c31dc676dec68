"""What is said of a session that was run with other finding rules than those of today."""

from __future__ import annotations

from player.i18n import _
from player.model.rules import RULES_VERSION, rules_known


def other_rules_text(version: int) -> str:
    """By which rules findings are worked out, where this is not the version of today; else empty."""
    if version == RULES_VERSION:
        return ""
    if rules_known(version):
        text = _("This session was run with finding rules version {version}; findings are worked out by those rules.")
    else:
        text = _(
            "This session was run with finding rules version {version}, of a newer Gladi. Findings are worked out by "
            "version {newest}, the newest known here; they may be others there."
        )
    return text.format(version=version, newest=RULES_VERSION)
