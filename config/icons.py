"""The small drawings of the interface: 20 x 20, drawn with a 1.6 stroke in the colour of the text around them."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "home": "M3 9.2 10 3l7 6.2M5 8v8.5h10V8M8.2 16.5v-5h3.6v5",
    "inbox": "M3 11.5 5 4h10l2 7.5v5H3zM3 11.5h4a3 3 0 0 0 6 0h4",
    "start": "M11.5 3H5v14h10V6.5zM11.5 3v3.5H15M10 9v5M7.5 11.5h5",
    "records": "M3 5.5V16h14V6.8h-7L8.4 4.5H3zM3 9.5h14",
    "reports": "M3.5 3v13.5H17M7 13.5v-3.5M10.5 13.5V6.5M14 13.5V9",
    "design": "M4 16l.8-3.6L13.6 3.6a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2L7.6 15.2zM12 5.2l2.8 2.8",
    "people": "M7.5 9a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.5 16.5c0-3 2.2-4.8 5-4.8s5 1.8 5 4.8"
    "M13 3.8a2.6 2.6 0 0 1 0 4.9M14.4 11.9c2 .5 3.2 2.2 3.2 4.6",
    "user": "M10 9.6a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2zM4 17c0-3.3 2.6-5.2 6-5.2s6 1.9 6 5.2",
    "bell": "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.7h-13zM8.3 15.2a1.8 1.8 0 0 0 3.4 0",
    "print": "M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z",
    "file": "M11.5 3H5v14h10V6.5zM11.5 3v3.5H15",
    "clock": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.8 1.8",
    "check": "M4 10.5 8.2 15 16 5.5",
    "return": "M7.5 4 3.5 8l4 4M3.5 8h8.2a4.2 4.2 0 0 1 0 8.4H8",
    "cross": "M5 5l10 10M15 5 5 15",
    "plus": "M10 4v12M4 10h12",
    "trash": "M3.5 5.5h13M8 5.5V3.5h4v2M5 5.5l.8 11h8.4l.8-11M8.4 8.5v5M11.6 8.5v5",
    "pencil": "M4 16l.8-3.6L13.6 3.6l2.8 2.8-8.8 8.8z",
    "search": "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.4 13.4 17 17",
    "download": "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
    "up": "M5 12l5-5 5 5",
    "down": "M5 8l5 5 5-5",
    "left": "M12 5l-5 5 5 5",
    "right": "M8 5l5 5-5 5",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "sun": "M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.2v2M10 15.8v2M2.2 10h2M15.8 10h2"
    "M4.5 4.5 5.9 5.9M14.1 14.1l1.4 1.4M4.5 15.5l1.4-1.4M14.1 5.9l1.4-1.4",
    "moon": "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z",
    "globe": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c4.2 4.6 4.2 9.4 0 14M10 3c-4.2 4.6-4.2 9.4 0 14",
    "out": "M12 4.5V3H4v14h8v-1.5M8 10h9M14 7l3 3-3 3",
    "help": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.9 8a2.1 2.1 0 1 1 3.2 1.9c-.8.5-1.1.8-1.1 1.7M10 13.8v.2",
    "lock": "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
    "warning": "M10 3.2 17.5 16.5h-15zM10 8v4M10 14.2v.2",
    "info": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4.3M10 6.4v.2",
    "link": "M8.2 11.8 11.8 8.2M9 6.2l1.9-1.9a3.4 3.4 0 0 1 4.8 4.8L13.8 11"
    "M11 13.8l-1.9 1.9a3.4 3.4 0 0 1-4.8-4.8L6.2 9",
    "star": "M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z",
    "calendar": "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
    "card": "M2.5 4.5h15v11h-15zM7 10.2a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z"
    "M4.2 13.4c.3-1.5 1.4-2.2 2.8-2.2s2.5.7 2.8 2.2M12 8h3.2M12 11h3.2",
    "phone": "M4 3.5h3l1.3 3.4L6.6 8.4a9.5 9.5 0 0 0 5 5l1.5-1.7 3.4 1.3v3"
    "A1.5 1.5 0 0 1 15 17.5 12.5 12.5 0 0 1 2.5 5 1.5 1.5 0 0 1 4 3.5z",
    "mail": "M2.5 5h15v10.5h-15zM2.5 5.8 10 11.2l7.5-5.4",
    "pin": "M10 17.5c3.6-4 5.4-6.8 5.4-9.2a5.4 5.4 0 0 0-10.8 0c0 2.4 1.8 5.2 5.4 9.2zM10 10.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "camera": "M2.5 6h3.6l1.4-2h5l1.4 2h3.6v10.5h-15zM10 14a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "code": "M6.5 6 2.8 10l3.7 4M13.5 6l3.7 4-3.7 4M11.3 4.5l-2.6 11",
    "chart": "M3 16.5 7.5 11l3.2 2.6L17 5.5M13 5.5h4v4",
}


@cache
def icon(name: str) -> SafeString:
    """The drawing `name` as inline SVG, hidden from screen readers; an unknown name raises KeyError."""
    # Safe: every path is a constant of this module.
    path = mark_safe(PATHS[name])  # noqa: S308
    return format_html(
        '<svg class="icon icon--{}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        name,
        path,
    )
