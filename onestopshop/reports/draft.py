"""A report before it leaves the network, and those who will read it beside what they have already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onestopshop.release import Release, Told
from onestopshop.reports.division import Numbers, divided, scope_of
from onestopshop.reports.heard import Subject
from onestopshop.reports.material import Material
from onestopshop.reports.protected import Agreement, Profile
from onestopshop.reports.readers import Given, Reader
from onestopshop.reports.report import Report, build
from onestopshop.reports.reserve import Edition, least_reserve
from onestopshop.reports.showing import Reserve
from onestopshop.reports.suppression import ProtectedReport, editions, protected
from onestopshop.reports.telling import Share, told_of
from onestopshop.reports.template import Template

Reserves = tuple[Reserve, Reserve]
"""What is held back of the report's own period, and of the year before."""
_TRIES = 8
"""So many ways to tell less of a question are tried before nothing of it is told."""
_BEFORE = "before."
"""Stands before the figures and tables of the year before in what is kept of a release."""


@dataclass(frozen=True, slots=True)
class Released:
    """A report that may leave the network, and what its readers know from it, for the ledger."""

    report: ProtectedReport
    told: Told


@dataclass(slots=True)
class Draft:
    """A report that is to be released, and those who will read it beside what they have."""

    template: Template
    material: Material
    profile: Profile
    agreement: Agreement | None
    earlier: Sequence[Release]
    report: Report = field(init=False)
    editions: tuple[Edition, Edition] = field(init=False)
    _numbers: tuple[Numbers, Numbers] = field(init=False)
    _readers: list[Reader] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.report = build(self.template, self.material)
        self.editions = editions(self.report, self.profile)
        now, before = (
            divided(edition.audit(Reserve()).known(), edition.measured, edition.tables, self.material)
            for edition in self.editions
        )
        self._numbers = now, before

    def alone(self) -> Reserves:
        """What is held back where nothing else was released."""
        now, before = self.editions
        return least_reserve(now), least_reserve(before)

    def told(self, reserves: Reserves) -> Told:
        """What readers know from the report with so much held back."""
        shares = [
            Share(
                edition.audit(reserve).known(),
                numbers,
                {cell: scope_of(cell, edition.measured, self.material) for cell in numbers},
            )
            for edition, reserve, numbers in zip(self.editions, reserves, self._numbers, strict=True)
        ]
        now, before = reserves
        return told_of(shares, _both(now.merges, before.merges), _both(now.figures, before.figures))

    def released(self, reserves: Reserves) -> Released:
        """The report as it leaves the network, which an audit must have found to be safe."""
        return Released(protected(self.report, self.profile, self.agreement, reserves), self.told(reserves))

    def readers(self) -> list[Reader]:
        """The public, who has what was published, and partners, who may have everything."""
        if not self._readers:
            told = self.told(self.alone())
            threshold = self.editions[0].rule.threshold
            public = [release for release in self.earlier if release.profile == "publish"]
            for held in [public, self.earlier] if self.profile == "publish" else [self.earlier]:
                if held and (held is self.earlier or len(held) < len(self.earlier)):
                    least = min(threshold, *(release.threshold for release in held))
                    self._readers.append(Reader([release.told for release in held], told, least))
        return self._readers

    def given_away(self, reserves: Reserves, about: Subject | None = None) -> Iterator[Given]:
        """What could be worked out by any of the readers; of one question only where it is named."""
        told = self.told(reserves)
        return (given for reader in self.readers() for given in reader.given_away(told, about))

    def before(self) -> Reserves | None:
        """What was held back of this very report when it was released with the same facts, or None."""
        period = self.material.period
        for release in self.earlier:
            agreed = Agreement(release.recipient, release.agreement) if release.recipient else None
            if (
                (release.profile, agreed, release.template)
                == (self.profile, self.agreement, self.template.title)
                and (release.venue, release.agency) == (self.material.venue, self.material.agency)
                and (release.first, release.last) == (str(period.first), str(period.last))
            ):
                reserves = _reserves(release.told)
                if self.told(reserves) == release.told:
                    return reserves
        return None

    def safe(self) -> Reserves:
        """What must be held back so that nothing can be worked out: little if possible, all if need be."""
        reserves = self.alone()
        while given := list(self.given_away(reserves)):
            stricter = self._clearing(reserves, _subjects(given))
            if stricter is None:
                return self._silent()
            reserves = stricter
        return reserves

    def _clearing(self, reserves: Reserves, subjects: Sequence[Subject]) -> Reserves | None:
        """The least more that clears the first question of which anything can be held back, or all of it."""
        for subject in subjects:
            for about in dict.fromkeys((subject, (self.template.subject, ""), ("visit", ""))):
                ways = list(self._stricter(reserves, about))
                for way in ways[:_TRIES]:
                    if not any(self.given_away(way, subject)):
                        return way
                if ways:
                    return self._strictest(reserves, about)
        return None

    def _stricter(self, reserves: Reserves, about: Subject) -> Iterator[Reserves]:
        """Ways to tell less of a question: first nothing of the year before, which readers miss least."""
        now, before = reserves
        silent = _nothing_of(self.editions[1], before, about)
        if silent != before:
            yield now, silent
        for way in self.editions[0].stricter(now, about, everybody=True):
            yield way, silent

    def _strictest(self, reserves: Reserves, about: Subject) -> Reserves:
        """Nothing told of a question."""
        now, before = (
            _nothing_of(edition, reserve, about)
            for edition, reserve in zip(self.editions, reserves, strict=True)
        )
        return now, before

    def _silent(self) -> Reserves:
        now, before = self.editions
        most = now.silent(), before.silent(everybody=True)
        return most if not any(self.given_away(most)) else (now.silent(everybody=True), most[1])


def _nothing_of(edition: Edition, reserve: Reserve, about: Subject) -> Reserve:
    while ways := list(edition.stricter(reserve, about, everybody=True)):
        reserve = ways[-1]
    return reserve


def _subjects(given: Sequence[Given]) -> list[Subject]:
    return list(dict.fromkeys(subject for found in given for subject in sorted(found.about)))


def _both(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {**now, **{f"{_BEFORE}{name}": level for name, level in before.items()}}


def _reserves(told: Told) -> Reserves:
    merges, figures = _apart(told.merges), _apart(told.figures)
    return Reserve(merges[0], figures[0]), Reserve(merges[1], figures[1])


def _apart(held: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    now = {name: level for name, level in held.items() if not name.startswith(_BEFORE)}
    return now, {name.removeprefix(_BEFORE): level for name, level in held.items() if name not in now}
