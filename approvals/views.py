"""Pages of approvals: the orders of a centre, one order to print, the decision record of a process."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from approvals import by_mail, reading
from approvals import orders as order_services
from approvals.models import PurchaseOrder
from engine.people import clock

PAGE = 50


@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """The orders of the units that the reader may see, by centre and financial year."""
    everything = order_services.visible(request.actor)
    unit, year = request.GET.get("unit", ""), request.GET.get("year", "")
    found = everything.filter(unit__code=unit) if unit else everything
    found = found.filter(financial_year=year) if year else found
    units = everything.order_by("unit__code").values_list("unit__code", "unit__name_en", "unit__name_zh").distinct()
    years = everything.order_by("-financial_year").values_list("financial_year", flat=True).distinct()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "units": reading.unit_choices(units), "years": list(years), "unit": unit, "year": year}
    return render(request, "approvals/orders.html", context)


@require_GET
def order(request: HttpRequest, pk: str) -> HttpResponse:
    """One order, ready to print."""
    found: PurchaseOrder = order_services.one(request.actor, pk)
    context = {
        "order": found,
        "rows": reading.order_rows(found),
        "chops": reading.chops_of(found.process_id),
        "version": reading.version_of(found),
        "ngo": reading.ngo_of(found),
    }
    return render(request, "approvals/order.html", context)


@require_GET
def from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """From a message to the request that waits: the page there shows it and asks for the decision."""
    return redirect("task", pk=by_mail.task_behind(token, by=request.actor, at=clock.now()))


@require_GET
def record(request: HttpRequest, process: str) -> HttpResponse:
    """Who decided what on a process, ready to print and file."""
    found = reading.process_for(request.actor, process)
    return render(request, "approvals/record.html", {"process": found, "rounds": reading.rounds_of(found.pk)})
