"""Where things stand: series, levels, and closer looks at one set of answers."""
