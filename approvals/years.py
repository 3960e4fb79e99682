"""Hong Kong's financial year: 1 April to 31 March."""

from datetime import date


def financial_year(day: date) -> str:
    """The financial year of `day`: "2025-26"."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}-{(start + 1) % 100:02d}"
