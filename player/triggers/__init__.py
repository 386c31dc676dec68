"""When an inject is due, a question is put or a phase is left: one module per trigger kind."""
