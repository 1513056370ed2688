"""Names the Linux libraries that the window needs and this machine lacks, and the packages that bring them.

Run before the app is opened: Qt's own message for a missing library names neither what to install nor how.
It says nothing and succeeds when all is there, and on Windows and macOS, where Qt brings everything.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
"""Library and Debian package, needed even to draw a window in memory."""

X11_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Library and Debian package, needed besides to show a window on an X11 screen."""


def needed(environment: Mapping[str, str]) -> dict[str, str]:
    """The libraries and their packages that a window needs with these environment variables."""
    drawn_in_memory = environment.get("QT_QPA_PLATFORM") == "offscreen"
    if drawn_in_memory or not environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return dict(DRAWING)
    return DRAWING | X11_WINDOW


def missing(libraries: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL) -> dict[str, str]:
    """Those of the libraries that cannot be loaded, each with its package."""
    lacking = {}
    for library, package in libraries.items():
        try:
            load(library)
        except OSError:
            lacking[library] = package
    return lacking


def advice(lacking: Mapping[str, str]) -> str:
    """What is missing and the command that brings it; empty when nothing is."""
    if not lacking:
        return ""
    named = ", ".join(f"{library} (package {package})" for library, package in lacking.items())
    return (
        f"To show its window, One Stop Shop needs: {named}.\n"
        f"On Debian and Ubuntu: sudo apt-get install {' '.join(lacking.values())}"
    )


def main() -> None:
    """Ends with status 1 and advice on standard error when a library is missing."""
    if sys.platform == "linux":
        sys.exit(advice(missing(needed(os.environ))) or None)


if __name__ == "__main__":
    main()
