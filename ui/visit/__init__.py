"""Entry of one visit: answers so far, and the question at hand."""
