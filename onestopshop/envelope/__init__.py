"""Envelopes and the files that carry them: it knows bytes and keys, not the store and no folders."""
