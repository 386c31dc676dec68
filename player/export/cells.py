"""What a column of an exported table holds."""

from __future__ import annotations

TEXT, CLOCK, SPAN = "text", "clock", "span"
"""Texts, and in sheets of scripts plain numbers; a time of day, and a length of time, both in ms."""

MOMENT, DECIMAL, YES_NO = "moment", "decimal", "yes_no"
"""Day and time on the clock there, in ms since its 1970; a number with decimals; whether something is so."""

WHOLE, FIGURE = "whole", "figure"
"""A whole number, and a number of either kind."""

NUMBERS = frozenset({WHOLE, FIGURE, DECIMAL})

NUMBER_FORMATS = {
    TEXT: "",
    YES_NO: "",
    WHOLE: "",
    FIGURE: "",
    CLOCK: "hh:mm:ss",
    SPAN: "[h]:mm:ss",
    MOMENT: "yyyy-mm-dd hh:mm:ss",
    DECIMAL: "0.000",
}
"""How a spreadsheet program shows what it holds."""
