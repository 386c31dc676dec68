"""The JSON Schema of the scenario language on the command line."""

from __future__ import annotations

import json

import pytest

from player.scenario.json_schema import json_schema, schema_text
from tests.cli.conftest import Speaker


@pytest.mark.parametrize("lang", ["id", "en"])
def test_it_is_printed_as_it_lies_beside_the_scripts(gladi: Speaker, lang: str) -> None:
    said = gladi("check", "--schema", lang=lang)
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == json_schema()
    assert said.out == schema_text()
