"""What a sync warns of, in words: each says what happened, that nothing else stopped, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from onestopshop.shop import Shop
from onestopshop.store import Connection, facts

_WORDS = {
    "desk_copied": (
        "Another laptop writes as this one: it was copied, or one of them was restored from a backup. Nothing"
        " is lost. This laptop has a new key now; ask a coordinator to approve it."
    ),
    "set_back": (
        "Sessions that this laptop had already put into this folder were missing, and are there again. Either"
        " it is another stick or folder of the same name, or its files were set back. Nothing is lost; if it"
        " happens again, tell a coordinator."
    ),
    "not_downloaded": (
        "A file in this folder is not yet downloaded on this laptop: open the folder in OneDrive and choose"
        " “Always keep on this device”. Nothing is lost; the next sync takes it up."
    ),
    "unfinished": (
        "A file in this folder is still being copied, downloaded or written by another program. It was left"
        " alone; the next sync takes it up when it is whole."
    ),
    "setup_untrusted": (
        "Warning: somebody changed a setup file in this folder. It was not used, and nothing else stops; tell"
        " a coordinator."
    ),
    "setup_recipients": (
        "Warning: a setup file in this folder would let somebody else read what you record. It was not used:"
        " what you record stays closed to everybody but your coordinators, and nothing else stops. Tell a"
        " coordinator today."
    ),
    "setup_root": (
        "Warning: a setup file in this folder is signed with a key that this laptop does not know. It was not"
        " used, and nothing else stops. Tell a coordinator: it may belong to another network, or somebody"
        " made it up."
    ),
    "setup_changed": (
        "Warning: the folder holds another setup of the same version. The one on this laptop stays in use and"
        " nothing else stops; tell a coordinator."
    ),
    "setup_rival": (
        "Two coordinators changed the network's setup at the same time. Neither change is lost and nothing"
        " else stops: the one on this laptop stays in use. To join them, give the command `network reconcile`"
        " with this folder, here or on the other coordinator's laptop."
    ),
    "setup_newer": "A setup file was written by a newer version of the app. Update the app on this laptop.",
    "setup_damaged": (
        "A setup file in this folder is damaged. It was not used; a coordinator's next sync mends it."
    ),
}

KEYS_TAKEN = (
    "This laptop has the network's key of today: it is a coordinator's. What was sealed before it became one"
    " stays closed here."
)
"""What a sync says that brought the network's root key."""


def alarm_words(alarm: str) -> str:
    """The sentence for an alarm that a sync reported by its code."""
    return _WORDS[alarm]


def keep_alarms(shop: Shop, alarms: Sequence[str]) -> None:
    """Keep what a sync warned of until the next one, so that whoever opens the app later reads it too."""
    if "\n".join(alarms) != (shop.store.read(_kept) or ""):
        shop.store.write(lambda connection: facts.keep_fact(connection, facts.ALARMS, "\n".join(alarms)))


def last_alarms(shop: Shop) -> tuple[str, ...]:
    """What the last sync warned of, in words; a code that this version does not know says nothing."""
    return tuple(_WORDS[alarm] for alarm in (shop.store.read(_kept) or "").split() if alarm in _WORDS)


def _kept(connection: Connection) -> str | None:
    return facts.text_fact(connection, facts.ALARMS)
