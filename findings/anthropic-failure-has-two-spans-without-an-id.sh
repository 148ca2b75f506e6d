#!/usr/bin/env bash
# Anthropic's SDK 2.14.0 beside OpenLLMetry 0.62.4: one failed call is two spans in two traces, with nothing that joins them.
#
# Of an answered call both have `gen_ai.response.id`. Of a failed one only their times tell, one inside the other.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "anthropic==2.14.0" \
  "opentelemetry-instrumentation-anthropic==0.62.4" "opentelemetry-sdk==1.45.2"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import anthropic
from opentelemetry import trace
from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


class Refuse(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        answer = b'{"error": {"message": "no", "type": "invalid_request_error"}}'
        self.send_response(400)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Refuse)
Thread(target=server.serve_forever, daemon=True).start()
exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)
AnthropicInstrumentor().instrument(tracer_provider=provider)
client = anthropic.Anthropic(base_url=f"http://127.0.0.1:{server.server_port}", api_key="none", max_retries=0)
try:
    client.messages.create(model="claude", max_tokens=5, messages=[{"role": "user", "content": "hello"}])
except anthropic.BadRequestError:
    pass
spans = exporter.get_finished_spans()
for span in spans:
    context = span.get_span_context()
    print(span.name, f"{context.trace_id:032x}", span.attributes.get("gen_ai.response.id"), span.start_time, span.end_time)
inner, outer = sorted(spans, key=lambda span: span.end_time - span.start_time)
is_so = (
    len(spans) == 2
    and inner.get_span_context().trace_id != outer.get_span_context().trace_id
    and all("gen_ai.response.id" not in span.attributes for span in spans)
    and outer.start_time <= inner.start_time
    and inner.end_time <= outer.end_time
)
sys.exit(0 if is_so else 1)
PYTHON
