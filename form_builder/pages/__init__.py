"""Pages of a form: compiled once for each version and language, filled with answers at each request."""
