"""The command line: a click group, one file a noun."""
