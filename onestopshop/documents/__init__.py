"""Reports as documents that people read with what they have: a web page, a word processor's file."""
