"""The gate to plotly: a result as a figure, in plain JSON. The table beside it is its text alternative.

Colours and type are left to the page, which knows whether it is light, dark or paper (`frontend/src/chart`).
"""

from html import escape
from typing import Any

import plotly.graph_objects as go

from engine.language.text import say
from reporting.result import Cell, Line, Result
from reporting.sentences import figure as written
from reporting.spec import Measure

MAX_POINTS = 400


def figure(result: Result, language: str) -> dict[str, Any] | None:
    """The report's chart as plotly JSON, or None when it has none or nothing to draw. Hidden figures are gaps."""
    if result.chart is None or result.is_empty or len(result.rows) * len(result.columns) > MAX_POINTS:
        return None
    index = result.measure_index(result.chart.y)
    measure = result.measures[index]
    told = _telling(result, language)
    rows = [_name(line, language, told) for line in result.rows]
    made = go.Figure(
        data=[
            _trace(result, column, rows, [cells[number] for cells in result.cells], index, language)
            for number, column in enumerate(result.columns)
        ],
        layout=_layout(result, measure, language, told),
    )
    plain: dict[str, Any] = made.to_plotly_json()  # pyright: ignore[reportCallIssue]  its decorator hides the method
    plain["layout"].pop("template", None)
    return {"data": list(plain["data"]), "layout": plain["layout"]}


def _trace(result: Result, column: Line, rows: list[str], cells: list[Cell], index: int, language: str) -> Any:
    measure, values = result.measures[index], [cell.values[index] for cell in cells]
    common = {
        "x": rows,
        "y": [None if value is None else float(value) for value in values],
        "text": [written(value, measure, language) for value in values],
        "name": _name(column, language) if result.column_heads else escape(say(measure.label, language), quote=False),
        "hovertemplate": "%{x}<br>%{text}<extra>%{fullData.name}</extra>",
    }
    if result.chart and result.chart.type == "line":
        return go.Scatter(**common, mode="lines+markers", connectgaps=False)
    return go.Bar(**common, textposition="none")


def _layout(result: Result, measure: Measure, language: str, told: list[int]) -> dict[str, Any]:
    heads = " · ".join(say(result.row_heads[index], language) for index in told)
    layout: dict[str, Any] = {
        "barmode": "stack" if result.chart and result.chart.type == "stacked" else "group",
        "showlegend": bool(result.column_heads),
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": {"type": "category", "title": {"text": escape(heads, quote=False)}},
        "yaxis": {"title": {"text": escape(say(measure.label, language), quote=False)}, "rangemode": "tozero"},
    }
    layout["yaxis"] |= {"tickprefix": "HK$", "separatethousands": True} if measure.format == "money" else {}
    layout["yaxis"] |= {"ticksuffix": "%"} if measure.format == "percent" else {}
    return layout


def _telling(result: Result, language: str) -> list[int]:
    """Which of the rows' labels tell them apart: one that all bars share only makes their names long."""
    everything = range(len(result.row_heads))
    telling = [at for at in everything if len({say(line.labels[at], language) for line in result.rows}) > 1]
    return telling or list(everything)


def _name(line: Line, language: str, told: list[int] | None = None) -> str:
    """Escaped: plotly reads a few tags in the names of things."""
    labels = line.labels if told is None else [line.labels[index] for index in told]
    return escape(" · ".join(say(label, language) for label in labels), quote=False)
