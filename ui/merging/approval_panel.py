"""Before a laptop is approved: its name and six words, to be compared with the venue by telephone."""

from __future__ import annotations

from ui.setup.comparing_panel import ComparingPanel, Comparison


class ApprovalPanel(ComparingPanel):
    """Anybody can call a laptop what they like, but nobody can give it another's words."""

    def comparison(self) -> Comparison:
        """What is said before approving a laptop."""
        return Comparison(
            self.tr("Approve {name}?"),
            self.tr("Ring the venue: do they read the same six words on its start page?"),
            self.tr(
                "Use a number that you already have, not one that came with the stick. "
                "If the words differ, somebody else wrote this: approved, it could change what you count."
            ),
            self.tr("The laptop's six words"),
            self.tr("The same words: approve"),
        )
