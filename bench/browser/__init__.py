"""The fill page in a real browser: what it weighs, how fast a change settles, when it can be filled beside its peers."""
