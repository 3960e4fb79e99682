"""Trying a route: who would be asked, in which order and why, for answers that nobody handed in. Nothing is written."""
