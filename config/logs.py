"""Logs carry no personal data: tracebacks keep their place and type, never the values that a frame held."""

import logging
from collections.abc import Mapping
from typing import Any

# What a log line may name besides plain words, where its facts come by name (the background worker's do).
NAMED = {"id", "name", "hostname", "description"}
LEFT_OUT = "…"


class Discreet(logging.Filter):
    """Drops query strings, exception messages and request objects from a log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, BaseException):
            record.msg = type(record.msg).__name__
        record.args = _discreet(record.args)
        if record.exc_info and record.exc_info[0]:
            words = record.getMessage().replace(str(record.exc_info[1]) or LEFT_OUT, LEFT_OUT)
            record.msg = f"{words} [{record.exc_info[0].__name__} at {_place(record)}]"
            record.args = None
        record.exc_info = record.exc_text = None
        record.__dict__.pop("request", None)
        return True


def _discreet(args: Any) -> Any:
    if isinstance(args, Mapping):
        return {name: _word(value) if name in NAMED else LEFT_OUT for name, value in args.items()}
    return tuple(_word(value) for value in args) if isinstance(args, tuple) else args


def _word(value: object) -> object:
    if isinstance(value, BaseException):
        return type(value).__name__
    return value.split("?", 1)[0] if isinstance(value, str) else value


def _place(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
