"""The page that a browser shows or prints: one file that loads nothing and sends nothing."""
