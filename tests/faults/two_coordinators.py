"""A network that two coordinators merge for, made once and copied for each history."""

from __future__ import annotations

from pathlib import Path

from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.store import setups
from tests.desk.shops import COORDINATOR, Closed, Shops, Template, made_template

SECOND_COORDINATOR = "second coordinator"
COORDINATORS = (COORDINATOR, SECOND_COORDINATOR)


def partnership(folder: Path) -> Template:
    """A network's closed shops: three laptops, of which one waits for approval, and two coordinators."""
    template = made_template(folder / "made")
    (folder / "second").mkdir()
    shops = Shops(template, folder / "second")
    second = shops.clone(COORDINATOR, SECOND_COORDINATOR)
    take_new_key(second)
    both = second.store.read(setups.newest_setup) or b""
    shops[COORDINATOR].store.write(
        lambda connection: setups.keep_setup(connection, second.store.read(settled).version, both)
    )
    keys = template.shops[COORDINATOR].raw_keys
    closed = {
        name: Closed(shops[name].folder, keys, shops[name].store.read(own_desk)) for name in COORDINATORS
    }
    shops.close()
    return Template(template.shops | closed, template.recovery_secret)
