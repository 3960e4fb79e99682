"""The one table of operators. Each file holds a family; each class is one operator's whole truth."""

from engine.language.rules.operators import arithmetic, comparison, dates, logic, repeats, tables, texts
from engine.language.rules.operators.base import Operator, operators

__all__ = ["Operator", "arithmetic", "comparison", "dates", "logic", "operators", "repeats", "tables", "texts"]
