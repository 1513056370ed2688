"""What is installed is locked, whole, and the same for every system the app is for."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from itertools import product

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.source import ROOT

LOCKS = ("requirements.lock", "requirements-bench.lock", "requirements-fuzz.lock")
PINNED = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?P<hashes>(?: --hash=\S+)*)"
)
SYSTEMS = [
    {"sys_platform": platform, "platform_system": system, "os_name": name}
    for platform, system, name in (
        ("linux", "Linux", "posix"),
        ("win32", "Windows", "nt"),
        ("darwin", "Darwin", "posix"),
    )
]
PYTHONS = [
    {"python_version": version, "python_full_version": f"{version}.0"}
    for version in ("3.11", "3.12", "3.13", "3.14")
]
ENVIRONMENTS = [
    system
    | python
    | {"platform_python_implementation": "CPython", "implementation_name": "cpython", "extra": ""}
    for system, python in product(SYSTEMS, PYTHONS)
]


def entries(lock: str) -> list[str]:
    """The lock's entries, each on one line, comments left out."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        " ".join(line.split())
        for line in text.splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]


def pinned(*locks: str) -> dict[str, tuple[Version, Requirement]]:
    """What the locks pin: name, version, and the requirement with its marker."""
    found = {}
    for entry in (entry for lock in locks for entry in entries(lock)):
        match = PINNED.fullmatch(entry)
        assert match, entry[:60]
        requirement = Requirement(entry.partition(" --hash=")[0])
        found[match["name"]] = (Version(match["version"]), requirement)
    return found


def declared(*keys: str) -> list[Requirement]:
    """What pyproject.toml asks for, always or with these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(line for key in keys for line in project["optional-dependencies"][key]),
    ]
    return [Requirement(line) for line in asked]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_file_is_known_by_its_hash(lock: str) -> None:
    """Each package is pinned to one version and names the SHA-256 of its files; nothing else stands there."""
    wrong = [
        entry[:60]
        for entry in entries(lock)
        if not (match := PINNED.fullmatch(entry))
        or not match["hashes"]
        or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", part) for part in match["hashes"].split())
    ]
    assert not wrong


def test_what_the_project_asks_for_is_locked() -> None:
    """Every dependency, test and benchmark tool of pyproject.toml is pinned to a version it allows."""
    locked = pinned(*LOCKS)
    unmet = [
        str(wanted)
        for wanted in [*declared("test", "bench", "fuzz"), Requirement("setuptools>=70")]
        if (name := canonicalize_name(wanted.name)) not in locked or locked[name][0] not in wanted.specifier
    ]
    assert not unmet


@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda env: f"{env['sys_platform']}-{env['python_version']}"
)
def test_the_lock_is_whole_on_every_system(environment: dict[str, str]) -> None:
    """What the locked packages need in turn is locked too, on Windows and macOS as on Linux."""
    locked = pinned("requirements.lock")
    lacking = []
    for name, (_, entry) in locked.items():
        if entry.marker and not entry.marker.evaluate(environment):
            continue
        for wanted in map(Requirement, _needs(name)):
            if wanted.marker and not wanted.marker.evaluate(environment):
                continue
            version, found = locked.get(canonicalize_name(wanted.name), (None, wanted))
            here = found.marker is None or found.marker.evaluate(environment)
            if version is None or not here or not wanted.specifier.contains(version, prereleases=True):
                lacking.append(f"{name} needs {wanted}")
    assert not lacking, "\n".join(lacking)


def _needs(name: str) -> list[str]:
    """What an installed package says it needs; what is for Windows alone is not installed elsewhere."""
    return [] if name == "colorama" else requires(name) or []
