"""Choosing a file or a folder without leaving its path behind on the laptop."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class FileChoice(QObject):
    """Asks for a file or a folder. `chosen` carries its path; nothing comes when nothing was chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def ask_file(self, title: str, pattern: str) -> None:
        """Ask for a file that exists, of a pattern as "Setup file (*.dropin-setup)"."""
        dialog = self._dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([pattern, self.tr("Every file (*)")])
        dialog.open()

    def ask_folder(self, title: str) -> None:
        """Ask for a folder."""
        dialog = self._dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def ask_where(self, title: str, name: str) -> None:
        """Ask where to put a new file, suggesting a neutral name."""
        dialog = self._dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(Path.home()))
        # The system's own dialog would put what is chosen among the recent files that anybody can open.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setHistory([])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._take_keys_back)
        dialog.destroyed.connect(self._forget)
        return dialog

    @Slot()
    def cancel(self) -> None:
        """Close what is open: the window is being hidden."""
        for dialog in self._window.findChildren(QFileDialog):
            dialog.reject()

    @Slot()
    def _take_keys_back(self) -> None:
        """Not every system makes the window active again, and without that F12 would not hide it."""
        self._window.activateWindow()

    @Slot()
    def _forget(self) -> None:
        forget_paths()


def keep_no_settings() -> None:
    """Send what Qt would write about dialogs nowhere, where the system lets us; see `forget_paths`."""
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.NativeFormat, scope, os.devnull)
    QSettings.setPath(QSettings.Format.IniFormat, scope, os.devnull)


def forget_paths() -> None:
    """Remove what Qt remembers of visited folders: needed where its settings are no file."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    if settings.contains("FileDialog/history") or settings.contains("FileDialog/lastVisited"):
        settings.remove("FileDialog")
        settings.sync()
