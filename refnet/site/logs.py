"""The machine's log: one line of JSON for each thing that happened, and nothing about patients.

A fault is told by its kind and by the places in the code that it passed, never by its message: messages quote values.
Two are kept, since they quote none: what is written for operators, by an exception that says so of itself, and the
system's own word for why a file or a connection failed.
"""

import errno
from collections.abc import MutableMapping
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import Processor

PLACES = 12
MOST_CAUSES = 8
KEPT_BYTES, KEPT_FILES = 10_000_000, 3


def _name_the_fault(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    found = line.pop("exc_info", None)
    if isinstance(found, tuple) and found[0] is not None:
        kind, error, trace = found
        line["fault"] = f"{kind.__module__}.{kind.__qualname__}"
        line["places"] = _places(trace)
        line.update(_reasons(error))
    return line


def _reasons(error: BaseException | None) -> dict[str, str]:
    """Return what may be told of a fault and of those behind it."""
    told: dict[str, str] = {}
    for _ in range(MOST_CAUSES):
        if error is None:
            break
        if getattr(error, "for_operators", False):
            told.setdefault("says", str(error))
        if isinstance(error, OSError) and (error.errno or 0) in errno.errorcode:
            told.setdefault("system", errno.errorcode[error.errno or 0])
        if getattr(error, "sqlstate", None):
            told.setdefault("database", str(getattr(error, "sqlstate", "")))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told


def _places(trace: TracebackType | None) -> list[str]:
    frames = extract_tb(trace)[-PLACES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _drop_the_arguments(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep from Django's own records the path alone: the request behind them has a body and a query."""
    record = line.get("_record")
    if record is not None and record.name.startswith("django"):
        line["status"] = getattr(record, "status_code", None)
        if hasattr(record, "request"):
            line["event"] = "request.trouble"
            line["path"] = record.request.path
    return line


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def set_up_structlog() -> None:
    """Send structlog's lines the way of the standard library's, so that all end in one place."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logging_to(file: Path | None) -> dict[str, Any]:
    """Return the log's settings: all to `file` and warnings to the terminal; without a file, all to the terminal."""
    handlers: dict[str, dict[str, Any]] = {
        "terminal": {"class": "logging.StreamHandler", "formatter": "json", "level": "WARNING" if file else "INFO"}
    }
    if file:
        handlers["file"] = {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": str(file),
            "maxBytes": KEPT_BYTES,
            "backupCount": KEPT_FILES,
            "delay": True,
            "formatter": "json",
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    _drop_the_arguments,
                    _name_the_fault,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "INFO"},
        "loggers": {
            # No mail with tracebacks, and no second copy: Django's loggers end where ours do.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},  # it writes query strings
            "weasyprint.progress": {"handlers": [], "level": "WARNING", "propagate": True},  # it tells of every step
            # A page that is not there is an everyday matter, and the request's own line says so.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
