"""What people see: sentences, charts, Rich, JSON, Markdown."""
