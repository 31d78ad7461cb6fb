"""One file a rule; the docstring of its file is its manual page."""
