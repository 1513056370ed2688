"""An organisation that comes to sessions, or to which visitors are referred."""

from __future__ import annotations

import msgspec

from onestopshop.identity import AgencyId, OptionId
from onestopshop.question import AGENCY_LIST, NONE_OF_THEM, Option, OptionList


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency as the network lists it."""

    id: AgencyId
    name: str
    met: bool = False
    """First met in a ledger or at a desk; the network has not accepted it yet."""


def agency_options(agencies: tuple[Agency, ...]) -> OptionList:
    """The agencies as the list from which "agencies seen" and "referred to" are answered."""
    named = tuple(Option(OptionId(agency.id), agency.name, met=agency.met) for agency in agencies)
    return OptionList(AGENCY_LIST, (*named, Option(NONE_OF_THEM, "None")))
