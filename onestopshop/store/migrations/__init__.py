"""The steps from an empty store to its newest tables, named one by one so that freezing finds them."""

from __future__ import annotations

from onestopshop.store.migration import Migration
from onestopshop.store.migrations import (
    m0001_first,
    m0002_partner_figures,
    m0003_releases,
    m0004_joint_totals,
    m0005_grouped_counts,
)

MIGRATIONS: tuple[Migration, ...] = (
    m0001_first.STATEMENTS,
    m0002_partner_figures.STATEMENTS,
    m0003_releases.STATEMENTS,
    m0004_joint_totals.STATEMENTS,
    m0005_grouped_counts.group,
)
"""Numbered from 1 by their place. A step is never edited after it was released."""
