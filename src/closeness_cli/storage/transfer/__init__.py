"""Export and import: `closeness.records/1`, what its lines hold, and how they are taken."""
