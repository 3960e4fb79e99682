"""The Reports door: what there is, one report, the rows behind a figure, files to take away."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from engine.catalogue import queries
from engine.language.text import active
from engine.people import clock
from engine.people.actor import Actor
from reporting import charts, csvfile, services
from reporting import workbook as books
from reporting.pages import answer, choices_for, drill_places, given, linked_rows, table_query
from reporting.scoping import EXPORT
from reporting.table import table

ROWS_A_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every report that serves the reader, a card each."""
    versions = services.reports_for(_actor(request), clock.now())
    return render(request, "reporting/index.html", {"reports": [queries.document(version) for version in versions]})


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report: the answer, the chart, the table, how it was made."""
    actor, language = _actor(request), _language()
    ran = services.run_report(key, given(request.GET), by=actor, at=clock.now())
    laid = table(ran.result, language)
    context = {
        "result": ran.result,
        "answer": answer(ran.result, language),
        "figure": charts.figure(ran.result, language),
        "table": laid,
        "rows": linked_rows(laid, ran.plan, actor, language),
        "parameters": choices_for(ran.plan, actor, language),
        "query": table_query(ran.plan),
        "may_export": actor.may_anywhere("export"),
    }
    return render(request, "reporting/report.html", context)


@require_safe
def drill(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind one figure that the reader may see."""
    page = max(int(number), 1) if (number := request.GET.get("page", "1")).isdecimal() else 1
    row, column = drill_places(request.GET)
    found = services.look_behind(
        key,
        given(request.GET),
        row,
        column,
        start=(page - 1) * ROWS_A_PAGE,
        limit=ROWS_A_PAGE,
        by=_actor(request),
        at=clock.now(),
    )
    paginator = Paginator(range(found.total), ROWS_A_PAGE)
    query = request.GET.copy()
    for name in ("row", "column", "page"):
        query.pop(name, None)
    context = {"found": found, "key": key, "page_obj": paginator.get_page(page), "query": query.urlencode()}
    return render(request, "reporting/drill.html", context)


@require_safe
def workbook(request: HttpRequest, key: str) -> HttpResponse:
    """The report as a formatted workbook, of the rows that the reader may take away."""
    ran = services.run_report(key, given(request.GET), by=_actor(request), at=clock.now(), permissions=EXPORT)
    return _file(books.write(ran.result, _language()), _XLSX, f"{_name(ran)}.xlsx")


@require_safe
def csv(request: HttpRequest, key: str) -> HttpResponse:
    """The report as CSV, of the rows that the reader may take away."""
    ran = services.run_report(key, given(request.GET), by=_actor(request), at=clock.now(), permissions=EXPORT)
    return _file(csvfile.write(ran.result, _language()), "text/csv; charset=utf-8", f"{_name(ran)}.csv")


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]  # put there by ActorMiddleware


def _language() -> str:
    return active(get_language())


def _name(ran: services.Ran) -> str:
    chosen = [value for value in ran.plan.values.values() if value != "all" and value.isascii()]
    safe = ("".join(letter for letter in part if letter.isalnum() or letter in "-_") for part in chosen)
    return "-".join([ran.result.key, *safe, clock.day_of(ran.result.ran_at).isoformat()])


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
