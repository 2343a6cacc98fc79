"""OpenTelemetry spans of answered questions: what took how long, never what was asked or said.

Loaded only where `OTEL_EXPORTER_OTLP_ENDPOINT` is set. All further settings are OpenTelemetry's own variables.
"""

from __future__ import annotations

from collections.abc import Mapping

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode, set_span_in_context

from internbot import __version__
from internbot.tracing import Meter, Step

_NANOSECONDS = 1_000_000
"""In a millisecond."""
_PATIENCE = 5_000
"""Milliseconds that the end of the program waits for the last spans."""


class OpenTelemetryExport:
    """Sends spans over gRPC, in the background; a receiver that is away costs nothing but its spans."""

    def __init__(self) -> None:
        # A provider of its own: what other libraries in this process trace goes elsewhere or nowhere.
        resource = Resource.create({SERVICE_NAME: "internbot", "service.version": __version__})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("internbot", __version__)

    def tell(self, meter: Meter, attributes: Mapping[str, str | int | float]) -> None:
        """One span for the question, and one below it for each step."""
        whole = self._tracer.start_span("answer", start_time=meter.arrived, attributes=dict(attributes))
        below = set_span_in_context(whole)
        for step in meter.steps:
            begin = meter.arrived + int(step.started_ms * _NANOSECONDS)
            span = self._tracer.start_span(
                step.name, context=below, start_time=begin, attributes=_attributes(step)
            )
            if step.failed is not None:
                span.set_status(Status(StatusCode.ERROR, step.failed))
            span.end(begin + int(step.ms * _NANOSECONDS))
        whole.end(meter.arrived + int(meter.elapsed() * _NANOSECONDS))

    def close(self) -> None:
        """Send what is left."""
        self._provider.force_flush(_PATIENCE)
        self._provider.shutdown()


def _attributes(step: Step) -> dict[str, int | str]:
    """Named as OpenTelemetry's conventions for generative models have it."""
    found: dict[str, int | str] = {}
    if step.prompt_tokens is not None:
        found["gen_ai.usage.input_tokens"] = step.prompt_tokens
    if step.answer_tokens is not None:
        found["gen_ai.usage.output_tokens"] = step.answer_tokens
    if step.failed is not None:
        found["error.type"] = step.failed
    return found
