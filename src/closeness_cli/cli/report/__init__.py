"""The sections of the report, each imported when it is called."""
