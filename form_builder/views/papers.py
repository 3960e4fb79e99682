"""A form to take away: as a workbook, as JSON Schema, as a blank sheet of paper."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary, compile_version, document
from engine.language.errors import NotFound
from engine.language.text import Text, active, both
from form_builder.access import may_see_form
from form_builder.answer_schema import schema_of
from form_builder.exchange.blanks import blank_pages
from form_builder.exchange.exporting import export_xlsform
from form_builder.spec import FormSpec

_PAPERS: Mapping[str, Text] = {
    "blank": both("Blank to print", "空白表格"),
    "xlsform": both("XLSForm workbook", "XLSForm 檔案"),
    "schema": both("JSON Schema", "JSON Schema"),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def papers_of(version: Version) -> list[tuple[Text, str]]:
    """The links to what a form can be taken away as."""
    if version.definition.kind != "form":
        return []
    return [(label, reverse(f"form:{name}", args=[version.pk])) for name, label in _PAPERS.items()]


@require_safe
def workbook(request: HttpRequest, version: str) -> HttpResponse:
    """The form as an XLSForm."""
    found, spec = _form(request, version)
    exported = export_xlsform(document(found), spec, VersionLibrary(found, {}))
    answer = HttpResponse(exported.content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{found.definition.key}-v{found.number}.xlsx"'
    return answer


@require_safe
def schema(request: HttpRequest, version: str) -> HttpResponse:
    """JSON Schema 2020-12 of the form's answers."""
    found, spec = _form(request, version)
    shown = schema_of(spec, VersionLibrary(found, {}), active(get_language()))
    answer = JsonResponse(shown, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Type"] = "application/schema+json; charset=utf-8"
    return answer


@require_safe
def blank(request: HttpRequest, version: str) -> HttpResponse:
    """The form as a sheet to be filled with a pen, in both languages."""
    found, spec = _form(request, version)
    pages = blank_pages(spec, VersionLibrary(found, {}), active(get_language()))
    context = {"spec": spec, "version": found, "pages": pages}
    return render(request, "form_builder/exchange/blank.html", context)


def _form(request: HttpRequest, pk: str) -> tuple[Version, FormSpec]:
    """The version and its spec; a draft with problems has none to show."""
    rows = Version.objects.select_related("definition__owner").filter(definition__kind="form")
    found = rows.filter(pk=pk).first()
    if found is None or not may_see_form(found, request.actor):
        raise NotFound
    spec = compile_version(found).spec
    if spec is None:
        raise NotFound
    return found, spec
