"""Disks that can lose their power and sticks that can be pulled, made in files. Needs root."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import time
from pathlib import Path

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
_NO_LOG_FLUSH = struct.pack("I", 2)
_WAIT = 10.0
_MEBIBYTES = 64


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def _leave(place: Path) -> None:
    """Unmount, waiting for whoever still looks at it."""
    for _ in range(50):
        if subprocess.run(["umount", place], capture_output=True).returncode == 0:
            return
        time.sleep(0.05)
    _run("umount", "-l", place)


def _wait_for(place: Path) -> None:
    until = time.monotonic() + _WAIT
    while not os.path.ismount(place):
        if time.monotonic() > until:
            raise TimeoutError(f"{place.name} was not mounted")
        time.sleep(0.01)


class Disk:
    """An ext4 disk in a file. What was not seen onto the disk when it is cut is gone, as in a power cut."""

    system = "ext4"

    def __init__(self, folder: Path, mebibytes: int = _MEBIBYTES) -> None:
        self.place = folder / "mounted"
        self.place.mkdir()
        self._image = folder / "image"
        with self._image.open("wb") as file:
            file.truncate(mebibytes * 1024 * 1024)
        self._format()

    def mount(self) -> None:
        """Put it in."""
        _run("mount", "-o", "loop", self._image, self.place)

    def cut(self) -> None:
        """Take its power away, then put it in again; its journal is played back."""
        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, _NO_LOG_FLUSH)
        finally:
            os.close(descriptor)

    def again(self) -> None:
        """After a cut: out, checked, and in again."""
        _leave(self.place)
        self.mount()

    def away(self) -> None:
        """Take it out."""
        if os.path.ismount(self.place):
            _leave(self.place)

    def _format(self) -> None:
        _run("mkfs.ext4", "-q", "-F", self._image)


class Stick(Disk):
    """A stick that is pulled while it is written to.

    Its driver, a process of its own, is killed between two of its writes, and what the driver was not told to
    see onto the stick is gone: its blocks are a file on a disk that loses its power in the same moment.
    """

    def __init__(self, folder: Path, system: str) -> None:
        self.system = system
        self._driver: subprocess.Popen[bytes] | None = None
        (folder / "blocks").mkdir()
        self._blocks = Disk(folder / "blocks", 2 * _MEBIBYTES)
        self._blocks.mount()
        self.place = folder / "mounted"
        self.place.mkdir()
        self._image = self._blocks.place / "image"
        self._image.write_bytes(bytes(_MEBIBYTES * 1024 * 1024))
        self._format()
        os.sync()
        self._attach()

    def mount(self) -> None:
        """Start its driver in the foreground, so that it can be killed by its own number."""
        command = {
            "exfat": ["mount.exfat-fuse", "-d", self._device, str(self.place)],
            "ntfs": ["ntfs-3g", "-o", "no_detach", self._device, str(self.place)],
        }[self.system]
        self._driver = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(self.place)

    def cut(self) -> None:
        """Pull it."""
        assert self._driver is not None
        self._blocks.cut()
        self._driver.kill()
        self._driver.wait()

    def again(self) -> None:
        """Let the file system be checked, and put it in again."""
        _run("umount", "-l", self.place)
        _run("losetup", "--detach", self._device)
        self._blocks.again()
        self._attach()
        check = {"exfat": ["fsck.exfat", "-y"], "ntfs": ["ntfsfix"]}[self.system]
        subprocess.run([*check, self._device], capture_output=True, timeout=60)
        self.mount()

    def away(self) -> None:
        """Take it out as one should."""
        super().away()
        if self._driver is not None:
            self._driver.wait(timeout=_WAIT)
        _run("losetup", "--detach", self._device)
        self._blocks.away()

    def _attach(self) -> None:
        """The exFAT driver takes a device and no file."""
        self._device = subprocess.run(
            ["losetup", "--find", "--show", self._image], check=True, capture_output=True, text=True
        ).stdout.strip()

    def _format(self) -> None:
        _run({"exfat": "mkfs.exfat", "ntfs": "mkntfs"}[self.system], *self._quick(), self._image)

    def _quick(self) -> tuple[str, ...]:
        return ("-Q", "-F", "-q") if self.system == "ntfs" else ()
