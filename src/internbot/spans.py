"""Steps of answered questions, handed to OpenTelemetry where the operator asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from internbot.tracing import Meter

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
"""OpenTelemetry's own variable; spans are made only where it is set."""


class SpanExport(Protocol):
    """Takes the steps of a question that was answered."""

    def tell(self, meter: Meter, attributes: Mapping[str, str | int | float]) -> None:
        """Hand over one question; `attributes` are those of the whole."""

    def close(self) -> None:
        """Send what is left."""


def span_export(environ: Mapping[str, str]) -> SpanExport | None:
    """Exports spans where OpenTelemetry's endpoint is set; None, and nothing loaded, where it is not."""
    if not environ.get(ENDPOINT):
        return None
    # Spans are the exception, and gRPC takes half a second to load.
    from internbot.telemetry import OpenTelemetryExport  # noqa: PLC0415

    return OpenTelemetryExport()
