"""The use cases: what a person does, over ports that others fill in."""
