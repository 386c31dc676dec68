"""The words of the field as frozen types. No I/O, no clock, no Qt."""
