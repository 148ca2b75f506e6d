#!/usr/bin/env bash
# LangSmith 0.15.1: in OpenTelemetry a run that fails is a span with the status OK, unless it fails at once.
#
# The span gets OK when the run begins to be told, and OpenTelemetry lets nothing replace an OK. What failed within a moment is told
# in one piece, and has the status ERROR. Only the event `exception` says of the slow one that it failed.
# Not part of CI. Needs Python 3.11 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "langsmith[otel]==0.15.1" "opentelemetry-sdk==1.45.2"
# Spans only: nothing is sent to LangSmith.
export LANGSMITH_TRACING=true LANGSMITH_API_KEY=none LANGSMITH_OTEL_ENABLED=true LANGSMITH_OTEL_ONLY=true
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time
from importlib.metadata import version

from langsmith import traceable
from langsmith.run_trees import get_cached_client
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)


@traceable(run_type="llm", name="call")
def call(seconds):
    time.sleep(seconds)
    raise TimeoutError("The model did not answer.")


def status_after(seconds):
    exporter.clear()
    try:
        call(seconds)
    except TimeoutError:
        pass
    get_cached_client().flush()
    for _ in range(100):
        spans = exporter.get_finished_spans()
        if spans:
            return spans[0].status.status_code.name, [event.name for event in spans[0].events]
        time.sleep(0.1)
    return None, []


print(f"langsmith {version('langsmith')}, status and events of a run that raised an error")
quick, slow = status_after(0), status_after(3)
print(f"  at once         {quick}")
print(f"  after 3 seconds {slow}")
sys.exit(0 if quick == ("ERROR", ["exception"]) and slow == ("OK", ["exception"]) else 1)
PYTHON
