"""One Stop Shop: record, share and report on drop-in sessions without recording who came."""

__version__ = "0.1.0"
