"""What others may read of a form: its fields, in groups and in rows, and its scores. Pure."""

from collections.abc import Iterator

from engine.catalogue.usage import Part
from engine.language.documents import Document
from form_builder.outline import everything, read_pages


def parts_of_form(document: Document) -> Iterator[Part]:
    """Each field that holds an answer, or rows of them, then each score (its value and its band)."""
    for page in read_pages(document.body):
        for item in everything(page.items):
            if not item.generated and (item.kind.holds_value or item.kind.has_items) and not item.kind.flattens:
                yield Part(item.body["id"], (item.path,), item.body.get("label", item.key), item.body["type"])
    for score in document.body.get("scores", []):
        key = score["key"]
        yield Part(score["id"], (key, f"{key}_band", f"scores.{key}"), score.get("label", key), "score")
