"""Statements that are sent again and again: compiled once by Django, then sent with other values.

Building and compiling a query costs Django several times what a database needs to answer it. Where a measurement says
that this matters (`make bench`), a query is prepared; everywhere else the plain ORM is right.
"""

from engine.prepared import beneath as _beneath  # noqa: F401  registers the lookup
from engine.prepared.fresh import fresh
from engine.prepared.gathering import gathered
from engine.prepared.reading import Prepared
from engine.prepared.sending import Statement
from engine.prepared.writing import change, insert, update

__all__ = ["Prepared", "Statement", "change", "fresh", "gathered", "insert", "update"]
