"""What a workflow reads of the forms that its steps fill in, place by place."""

from collections.abc import Iterable, Iterator, Mapping

from engine.catalogue.usage import Use
from engine.language.documents import Document
from engine.language.pointers import walk
from engine.language.references import Library
from engine.language.rules import explain, paths_read
from engine.language.text import LANGUAGES, Text, both, say
from workflows.kind import read_nodes, signature_of
from workflows.nodes import node_types
from workflows.spec import NodeSpec

_GIVEN = ("Step “{step}” is given: {what}", "步驟「{step}」取用：{what}")
_WHEN = ("Step “{step}”, when: {what}", "步驟「{step}」的條件：{what}")
_ASKS = ("Step “{step}”: who is asked", "步驟「{step}」：由誰處理")


def uses_of_workflow(document: Document, library: Library) -> Iterator[Use]:
    """Every answer that a rule, an input or the choice of a person reads."""
    nodes = read_nodes(document)
    forms = {key: form for key, node in nodes.items() if (form := _form_of(node))}
    signature = signature_of(nodes, library)
    for node in nodes.values():
        for pointer, tree, expects in node_types.get(node.type).rules(node):
            words = _GIVEN if pointer.startswith("/with/") else _WHEN
            said = {lang: explain(tree, signature, lang, expects=expects) for lang in LANGUAGES}
            yield from _named(paths_read(tree), forms, _said(words, node, said))
        yield from _named(_asked(node), forms, _said(_ASKS, node, ""))


def _form_of(node: NodeSpec) -> str:
    return next((ref.key for ref in node_types.get(node.type).references(node) if ref.kind == "form"), "")


def _asked(node: NodeSpec) -> Iterable[str]:
    for _pointer, value, _depth in walk(node.body):
        if isinstance(value, Mapping) and isinstance(value.get("field"), str):
            yield value["field"]


def _named(paths: Iterable[str], forms: Mapping[str, str], where: Text) -> Iterator[Use]:
    for path in sorted(paths):
        step, _, name = path.partition(".")
        if step in forms and name:
            yield Use("form", forms[step], name, where)


def _said(words: tuple[str, str], node: NodeSpec, what: Text) -> Text:
    facts = ({"step": say(node.title, lang), "what": say(what, lang)} for lang in LANGUAGES)
    return both(*(template.format(**fact) for template, fact in zip(words, facts, strict=True)))
