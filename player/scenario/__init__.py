"""From YAML to the model: positions, shapes, references, every error at once."""
