"""The end of a session: what is still open, and where the session is."""
