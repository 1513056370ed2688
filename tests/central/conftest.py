"""Shops for tests of the central folder."""

from __future__ import annotations

from tests.desk.shop_fixtures import coordinator, laptop, shops, template

__all__ = ["coordinator", "laptop", "shops", "template"]
