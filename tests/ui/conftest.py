"""The questions and lists that ship, as a setup; and what Qt's off-screen platform may say."""

from __future__ import annotations

import pytest

from onestopshop.desk.shipped import shipped_agencies, shipped_lists, shipped_questions
from onestopshop.identity import NetworkId
from onestopshop.network import SETUP_FORMAT, Policies, Recipients, Setup


@pytest.fixture
def setup() -> Setup:
    """A setup with every question, list and agency that ships."""
    return Setup(
        SETUP_FORMAT,
        NetworkId("0" * 32),
        "Kent",
        1,
        "0" * 64,
        Policies(),
        Recipients((), ""),
        (),
        shipped_agencies(),
        shipped_questions(),
        shipped_lists(),
        (),
    )
