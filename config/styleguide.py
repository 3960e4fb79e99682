"""The design system, alive: every class of docs/design-system.md on sample pages. Only with DEBUG."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from engine.language.text import active, both, say
from engine.people import clock

PAGES = ("index", "task", "form", "report", "sheet")
ITEMS = (
    (both("Bubble tube, 1.5 m", "泡泡燈柱，1.5 米"), 1, Decimal("12400.00")),
    (both("Weighted blanket", "重力毯"), 4, Decimal("950.00")),
    (both("Installation", "安裝"), 1, Decimal("2400.00")),
)
QUEUE = (
    (both("Sensory room equipment", "感統室設備"), both("Wong Tai Sin", "黃大仙"), "18600", 6),
    (both("Holiday programme coach hire", "假期活動租用旅遊巴"), both("Kwun Tong", "觀塘"), "4850", 30),
    (both("Counselling room repair", "輔導室維修"), both("Sha Tin", "沙田"), "31200", -50),
    (both("Case C24-0187 closure", "個案 C24-0187 結案"), both("Wong Tai Sin", "黃大仙"), "", 90),
    (both("Printing, parent handbook", "印製家長手冊"), both("Kwun Tong", "觀塘"), "2310", 240),
)
SCALE = (
    both("Not at all", "完全沒有"),
    both("Several days", "幾天"),
    both("More than half the days", "一半以上的天數"),
    both("Nearly every day", "幾乎每天"),
)


def styleguide(request: HttpRequest, page: str = "index") -> HttpResponse:
    """GET /styleguide/ and /styleguide/<page>/. Not found outside of DEBUG."""
    if not settings.DEBUG or page not in PAGES:
        raise Http404
    now = clock.now()
    language = active(get_language())
    context = {
        "pages": PAGES,
        "zh": language == "zh-Hant",
        "now": now,
        "moments": {
            "late": now - timedelta(days=2),
            "soon": now + timedelta(hours=2),
            "past": now - timedelta(hours=30),
        },
        "items": [(item, quantity, price, quantity * price) for item, quantity, price in ITEMS],
        "total": sum((quantity * price for _, quantity, price in ITEMS), Decimal()),
        "queue": [_waiting(entry, now) for entry in QUEUE],
        "scale": SCALE,
        "figure": _figure(language),
    }
    return render(request, f"styleguide/{page}.html", context)


def _waiting(entry: tuple[object, object, str, int], now: datetime) -> dict[str, object]:
    title, centre, amount, hours = entry
    return {"title": title, "centre": centre, "amount": amount, "due": now + timedelta(hours=hours)}


def _figure(language: str) -> dict[str, object]:
    months = [
        f"{number}月" if language == "zh-Hant" else name for number, name in zip(range(4, 11), MONTHS, strict=True)
    ]
    goods, services = say(both("Goods", "物料"), language), say(both("Services", "服務"), language)
    return {
        "data": [
            {"type": "bar", "name": goods, "x": months, "y": [38200, 51400, 44100, 62900, 30500, 71200, 58000]},
            {"type": "bar", "name": services, "x": months, "y": [21000, 18400, 33900, 25100, 40200, 22800, 36100]},
        ],
        "layout": {"barmode": "stack", "yaxis": {"tickprefix": "HK$"}, "legend": {"orientation": "h", "y": 1.12}},
    }


MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
