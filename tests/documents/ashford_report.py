"""Ashford's published year as a protected report, made once for all tests of documents."""

from __future__ import annotations

from functools import cache

from onestopshop.reports.suppression import ProtectedReport
from tests.reports.test_published_figures import ashford


@cache
def ashford_report(profile: str) -> ProtectedReport:
    """The year report of 2014/15, with the year before."""
    return ashford(profile)
