"""What the vault's commands say of passphrases, keys and locks."""

from __future__ import annotations

ASK = "Passphrase:"
CHOOSE = "Choose a passphrase (not shown):"
AGAIN = "Type it once more (Enter: another):"
NOT_THE_SAME = "The two differ. Choose again."
NOT_EMPTY = "A passphrase has at least one character."
DOES_NOT_OPEN = "That passphrase does not open this vault."
TRY_AGAIN = "That does not open it. Once more:"
LAST_TRY = "Nor does that one. A last time:"

STRENGTHS = (
    (6, "It would be guessed in minutes: a few words that have nothing to do with you are better."),
    (9, "Someone who tries would guess it within a day; one more word makes it much harder."),
    (12, "Someone with much patience might guess it; one more word makes it hard."),
)
"""What is said of a passphrase that takes fewer guesses than this power of ten.

At ten thousand guesses a second, a rack of machines at this setting of Argon2id.
"""
STRONG = "That is hard to guess."

LOCK_BESIDE_A_PIPE = (
    "What you write is locked with a passphrase. To go without one, press Ctrl-C, then:  "
    "closeness vault create --no-encryption"
)
LOCK_QUESTION = "Lock what you write with a passphrase?"
LOCKS = (
    "Yes: without the passphrase nobody can read it, not even you",
    "No passphrase: whoever can read your files can read it",
)

RECOVERY_QUESTION = (
    "This is your recovery code. It opens the vault when the passphrase is forgotten, and it opens "
    "it for whoever finds it. Write it on paper, then type its last group here. To go without one, "
    "press Enter twice."
)
RECOVERY_SURE = "Enter once more: you go without a code."
RECOVERY_KEPT = "Keep the code apart from this computer. It is not shown again."
RECOVERY_DECLINED = (
    "Without a code, a forgotten passphrase cannot be replaced by anybody. You get a code with:  "
    "closeness vault rekey"
)
WRONG_GROUP = "That is not its last group."
ASK_RECOVERY = "Type your recovery code; blanks and small letters are fine."
NO_RECOVERY_CODE = "No recovery code was given, so nothing was changed."

CHANGED = (
    "Your passphrase is another now. Backups made before still open with the old one, and an old "
    "copy of vault.key opens this vault with it, too; what ends that:  closeness vault rekey"
)
ADDED = "Another passphrase opens this vault now, besides those that did."
REKEY_QUESTION = "Other passphrases open this vault too, and after this they will not. Go on?"
REKEYED = (
    "The vault has a new key. The recovery code from before opens it no longer, nor does any other "
    "passphrase; backups made before still open as they did."
)
ENCRYPTED = (
    "The vault is encrypted now. The disk may keep old blocks of the plain file, and so may "
    "snapshots, synced folders and copies elsewhere; removing those is up to you."
)
BACKUPS_REMOVED = "Plain backups in the vault's folder were removed."
DECRYPT_QUESTION = (
    "Write the vault as a plain file? Whoever can read your files can read it then, and the disk "
    "and every backup keep blocks of it also when you encrypt it again."
)
DECRYPTED = (
    "The vault is a plain file now: anyone who can read your files can read it. The disk and every "
    "backup keep blocks of it, also when you encrypt it again."
)
RECOVERED = "The vault opens with the new passphrase. All passphrases from before are gone."
LOCKED = "Locked."
KEYRING_OPENS = (
    "From now on your system's keyring opens this vault, and nobody is asked: whoever uses your "
    "account while the keyring is open can read everything. To end that:  closeness vault lock"
)
KEYRING_ENDED = (
    "Your system's keyring opens the vault no longer. Again:  closeness vault unlock --keyring"
)
KEYRING_HAS_NOTHING = (
    "Your system's keyring has nothing that opens this vault. If that of another computer has, or "
    "you used another CLOSENESS_NAME, what ends it is:  closeness vault rekey"
)
LEFT_LOCKED = "Nothing was changed."

OFFER_ENCRYPTION = (
    "This vault is not encrypted: anyone who can read your files can read it. A passphrase locks "
    "it:  closeness vault encrypt"
)
OFFERED = "offered_encryption"
"""Under which the vault remembers that encryption was offered, or declined."""

NOT_ENCRYPTED = "This vault is not encrypted."


def strength(guesses_log10: float) -> str:
    """Say in words how hard a passphrase is to guess."""
    for limit, said in STRENGTHS:
        if guesses_log10 < limit:
            return said
    return STRONG


def unlocked_for(seconds: int) -> str:
    """Say how long the vault stays unlocked."""
    for size, one in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds % size == 0:
            count = seconds // size
            said = f"{count} {one}{'' if count == 1 else 's'}"
            break
    return (
        f"Unlocked for {said}: in this login, whoever sits here can read it. Sooner:  "
        "closeness vault lock"
    )
