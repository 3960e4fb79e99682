"""Whom a step asks: what a document may say, what is checked of it, and the choice with its reasons. Pure Python."""
