"""Where something goes or comes from: a stick, a folder, and writing there."""
