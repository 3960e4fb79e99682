"""`report`: what is counted, by what, and how it is shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.datasets import Description, describe, descriptions
from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Problem, problem
from engine.language.references import Library, Reference
from engine.language.rules import check_rule
from reporting import codes as _codes  # noqa: F401  the codes must be registered before a problem is made
from reporting.reading import Reader, signature_of
from reporting.schema import META_SCHEMA
from reporting.spec import ReportSpec


class ReportKind:
    name = "report"
    dated = False
    meta_schema: Mapping[str, Any] = META_SCHEMA

    def references(self, document: Document) -> list[Reference]:
        """The form behind the dataset, if any: late, because a report covers all its versions."""
        family, _, rest = str(document.body.get("dataset", "")).partition(":")
        if family != "form" or not rest:
            return []
        return [Reference("form", rest.split("/", 1)[0], "/dataset", "late")]

    def compile(self, document: Document, library: Library) -> Compiled:
        """The report's spec, checked against the columns of its dataset."""
        found = describe(document.body["dataset"], library)
        if found is None:
            return Compiled(None, [_no_dataset(document.body["dataset"]), *_without_columns(document)])
        reader = Reader(document, found)
        spec = _spec(document, found, reader)
        return Compiled(None if reader.problems else spec, tuple(reader.problems))


def _without_columns(document: Document) -> Iterator[Problem]:
    """What is wrong with a report whatever its columns are."""
    reader = Reader(document, Description(document.body["dataset"], "", {}, False, None))
    _spec(document, reader.found, reader)
    for one in reader.problems:
        if one.code not in _ABOUT_COLUMNS:
            yield one


_ABOUT_COLUMNS = frozenset({"report.unknown-column", "report.parameter-needs-field", "rules.unknown-name"})


def _no_dataset(name: str) -> Problem:
    families = ", ".join(family for family in descriptions.names() if family != "form")
    return problem("report.unknown-dataset", "/dataset", name=name, known=families or "-")


def _spec(document: Document, found: Description, reader: Reader) -> ReportSpec:
    body = document.body
    rows, columns = reader.axes("rows"), reader.axes("columns")
    measures = reader.measures()
    parameters = reader.parameters(rows + columns)
    signature = signature_of(found, parameters)
    where = body.get("where")
    if where is not None:
        reader.problems += check_rule(where, signature, expects="boolean", pointer="/where")
    return ReportSpec(
        key=document.key,
        title=document.title,
        note=body.get("note", ""),
        dataset=found,
        parameters=parameters,
        where=where,
        signature=signature,
        rows=rows,
        columns=columns,
        measures=measures,
        chart=reader.chart(measures),
        sort=reader.sort(measures),
        persons=found.persons or bool(body.get("persons")),
    )
