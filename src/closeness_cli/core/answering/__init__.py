"""Answering: forms, sittings, raw answers, and what fits a finished set."""
