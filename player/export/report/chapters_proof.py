"""Annex: what the report was made from, and how anybody can check that the log was not changed."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from player import __version__
from player.export.report.chapters_source import Source
from player.export.report.chapters_summary import standing_of
from player.export.report.words import NOTHING, offset_text, wall_text
from player.export.verifier import VERIFIER_NAME
from player.i18n import _
from player.model.paper import Chapter, Facts, Heading, Paragraph, Remark, ReportBlock


def proof(source: Source) -> Chapter:
    """The annex."""
    return Chapter("proof", _("Versions and verification"), tuple(_proof(source)), annex=True)


def _proof(source: Source) -> Iterator[ReportBlock]:
    saved = source.saved
    opened, records = saved.opened, saved.records
    standing = standing_of(source)
    if standing:
        yield Remark(standing, "worth")
    at_end = records[saved.exercise_entries - 1].hash if saved.finished else NOTHING
    yield Facts(
        (
            (_("File"), saved.path.name),
            (_("Session"), opened.session_id),
            (_("Run with Gladi"), opened.gladi_version),
            (_("Report made by Gladi"), __version__),
            (_("Version of the finding rules"), str(opened.rules_version)),
            (_("Version of the scenario language"), str(source.scenario.language)),
            (_("Script"), f"{opened.scenario_name} ({opened.scenario_id})"),
            (_("SHA-256 of the script"), opened.scenario_sha256),
            (_("Seed"), str(opened.seed)),
            (_("Session opened"), wall_text(records[0].wall, day=True)),
            (_("Time zone"), offset_text(records[0].wall)),
            (_("Entries up to EndEx"), str(saved.exercise_entries) if saved.finished else NOTHING),
            (_("Entries in all"), str(len(records))),
            (_("Head hash at EndEx"), at_end),
            (_("Head hash of all entries"), saved.head_hash),
        )
    )
    yield Heading(_("How to verify"))
    text = _(
        "Every entry carries a hash (SHA-256) of itself and of the hash before it. Anyone who compares the head hash "
        "above with that of the file knows whether anything was changed, left out or added since. Answers to findings "
        "and the assessment of the trainer come after EndEx; the head hash at EndEx shows that the exercise itself was "
        "not touched by them."
    )
    yield Paragraph(text)
    text = _("With Gladi: {command}. The last line names the head hash.")
    named = quote(saved.path.name)
    yield Paragraph(text.format(command=f"gladi verify {named}"))
    text = _(
        "Without Gladi: {command}, with the program {name} that comes with Gladi and with the report as a web page. It "
        "needs nothing but Python 3.8 or later, and only reads."
    )
    yield Paragraph(text.format(command=f"python3 {VERIFIER_NAME} {named}", name=VERIFIER_NAME))
