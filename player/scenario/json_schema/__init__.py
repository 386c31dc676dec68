"""The scenario language as a JSON Schema, for editors that complete and check a script while it is written.

Made from the same definitions as the loader. What a schema cannot know (whether a name is defined, whether a time lies
within its phase, whether a value stood in quotes) it passes over; ``check`` knows. Draft 7, because the YAML language
server, which most editors use, has understood it longest; beside a ``$ref`` stand annotations only, as draft 7 wants.

``errorMessage`` and ``defaultSnippets`` are for that server, others pass over them. ``default`` is left out wherever a
key may be left out: the server would write all such keys into each new entry. The description names the default.
"""

from player.scenario.json_schema.document import MODELINE, SCHEMA_FILE, json_schema, schema_text

__all__ = ["MODELINE", "SCHEMA_FILE", "json_schema", "schema_text"]
