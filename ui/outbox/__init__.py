"""The sessions that nobody has confirmed yet, and bringing them to a stick or a folder."""
