"""The reference of the scenario language for those who write scripts, made from its definitions."""

from __future__ import annotations

from collections.abc import Iterator

from player.i18n import N_, _
from player.language.records import Field, ListOf, MapOf, OneOrMany, Record, records_in
from player.language.shapes import Shape
from player.language.words import OneOf
from player.scenario.language import SCENARIO


def describe_language() -> str:
    """Every key of a script with its meaning, kind and default as Markdown, in the language in use."""
    return "\n".join(_lines())


_INTRODUCTION = N_(
    "A script is a YAML file of keys with values. A group of keys lies two spaces deeper than its key; each entry of a "
    'list begins with "- ". A text with a colon or " #" in it stands in quotes. A text is written once, or once per '
    "language under the keys id and en. Durations are written 90s, 4m30s or 1h05m, clock times in quotes."
)


def _lines() -> Iterator[str]:
    yield f"# {_('The scenario language, version 2')}\n"
    yield f"{_(_INTRODUCTION)}\n"
    for record in records_in(SCENARIO):
        yield f"## {_(record.title)}\n"
        yield f"| {_('key')} | {_('meaning')} | {_('kind')} | {_('default')} |"
        yield "|---|---|---|---|"
        for field in record.fields:
            yield f"| `{field.name}` | {_(field.about)} | {_kind(field.shape)} | {_default(field)} |"
        yield ""
    yield f"## {_('Words')}\n"
    for keys, shape in _words():
        listed = ", ".join(f"`{word}` ({_(shape.titles[word])})" for word in shape.words)
        yield f"- **{', '.join(keys)}**: {listed}"
    yield ""


def _words() -> list[tuple[list[str], OneOf]]:
    """Every set of words with titles, and the keys that take one of them."""
    found: list[tuple[list[str], OneOf]] = []
    for record in records_in(SCENARIO):
        for field in record.fields:
            shape = _innermost(field.shape)
            if not isinstance(shape, OneOf) or not shape.titles:
                continue
            keys = next((keys for keys, known in found if known == shape), None)
            if keys is None:
                found.append(([field.name], shape))
            elif field.name not in keys:
                keys.append(field.name)
    return found


def _innermost(shape: Shape) -> Shape:
    return _innermost(shape.item) if isinstance(shape, (ListOf, OneOrMany, MapOf)) else shape


def _kind(shape: Shape) -> str:
    if isinstance(shape, Record):
        return _("keys: see {title}").format(title=_(shape.title))
    if isinstance(shape, OneOf) and shape.titles:
        return _("a word, see below")
    if isinstance(shape, ListOf):
        return _("list; each: {kind}").format(kind=_kind(shape.item))
    if isinstance(shape, MapOf):
        return _("entries under names; each: {kind}").format(kind=_kind(shape.item))
    if isinstance(shape, OneOrMany):
        return _("{kind}, or a list of such").format(kind=_kind(shape.item))
    return str(shape.kind())


def _default(field: Field) -> str:
    return f"**{_('required')}**" if field.required else default_of(field)


def default_of(field: Field) -> str:
    """The value of a key that the script does not give, in words of the language in use."""
    if field.default_text:
        return _(field.default_text)
    return str(field.default).lower() if isinstance(field.default, bool) else f"{field.default:g}"
