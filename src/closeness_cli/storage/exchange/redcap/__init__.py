"""REDCap: a data dictionary as CSV."""
