"""What the tests of merging share: one network made once, copied for each test."""

from __future__ import annotations

from tests.merge.partnership_fixtures import partnership, template

__all__ = ["partnership", "template"]
