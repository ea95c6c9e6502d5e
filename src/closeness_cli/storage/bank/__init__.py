"""The item bank: YAML as a tree, its fields and rules, and the instruments that come of it."""
