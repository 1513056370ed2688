"""Taking exported files into the coordinator's store: plan, apply, undo."""
