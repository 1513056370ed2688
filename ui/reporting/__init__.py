"""Reports in the window: what, when, where and for whom, shown as printed before anything is written."""
