"""What a workflow's rules say where its changes are told."""

from collections.abc import Mapping

from engine.catalogue.wording import Property
from engine.language.documents import Document
from engine.language.references import Library
from engine.language.rules import explain
from engine.language.text import LANGUAGES, Text
from workflows.kind import read_nodes, signature_of
from workflows.nodes import node_types


class WorkflowWording:
    def property(self, document: Document, pointer: str, name: str) -> Property | None:
        """Steps have no names of their own for what every kind has."""
        return None

    def rules(self, document: Document, library: Library) -> Mapping[str, Text]:
        """Every condition and input as a sentence, by its pointer."""
        nodes = read_nodes(document)
        signature = signature_of(nodes, library)
        return {
            f"{node.pointer}{pointer}": {lang: explain(tree, signature, lang, expects=expects) for lang in LANGUAGES}
            for node in nodes.values()
            for pointer, tree, expects in node_types.get(node.type).rules(node)
        }
