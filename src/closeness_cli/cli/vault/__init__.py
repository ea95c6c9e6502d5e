"""The commands of the vault, imported when they are called."""
