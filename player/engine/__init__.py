"""The drill itself: schedule, commands, state as a fold, crowd model. Reads no clock, does no I/O."""
