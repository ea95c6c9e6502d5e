"""The keys of an encrypted vault: its header, passphrases, recovery code."""
