"""The pages of a report as they will be printed, each with its words for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.controls.text import clear_layout_of
from ui.theme import EDGE

if TYPE_CHECKING:
    from onestopshop.sheets.page_pictures import PagePicture

_GAP = 16


class PrintedPage(QWidget):
    """One page, as wide as there is room."""

    corner = 2

    def __init__(self, page: PagePicture, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page  # the picture does not own its pixels
        form = QImage.Format.Format_BGR888
        self._picture = QImage(page.pixels, page.width, page.height, page.stride, form)
        self._scaled = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(page.words)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Half its own size: it is drawn finer than a screen shows it."""
        return self._picture.size() / 2

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It may become narrow; how high it is follows from its width."""
        return QSize(200, 200)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """A page keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height at a width."""
        return round(width * self._picture.height() / self._picture.width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the shape: what it stands in scrolls rather than squeezing it."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the page, white as paper is, with an edge."""
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._scaled.size() != wanted:
            how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(self._picture.scaled(wanted, *how))
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._scaled)
        painter.setPen(QPen(self.palette().color(EDGE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PageView(QWidget):
    """The pages, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(_GAP)

    def show_pages(self, pages: tuple[PagePicture, ...]) -> None:
        """Show these pages in place of those before."""
        clear_layout_of(self)
        for number, page in enumerate(pages, 1):
            name = self.tr("Page {number} of {all}").format(number=number, all=len(pages))
            self._down.addWidget(PrintedPage(page, name, self))

    def pages(self) -> list[PrintedPage]:
        """The pages that are shown."""
        items = (self._down.itemAt(place) for place in range(self._down.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, PrintedPage)]
