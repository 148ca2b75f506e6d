#!/usr/bin/env bash
# OpenLIT 1.45.0: `gen_ai.usage.input_tokens` has what was read from the cache inside it for OpenAI, and not for Anthropic.
#
# Both upstreams read 1000 input tokens, 900 of them from their cache. The span of OpenAI's client has input 1000, that of Anthropic's has
# input 100, each with 900 cached. By OpenTelemetry's conventions the cache is inside the input, so the second reads as 100 tokens that
# hold 900; with a prompt that is longer than what is cached, nothing in the span tells that a part is missing.
# Not part of CI. Needs Python 3.11 or 3.12 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "openlit==1.45.0" "openai==2.54.0" "anthropic==0.125.0" \
  "opentelemetry-sdk==1.45.1"
# Its list of prices would be fetched otherwise.
echo '{}' > "$folder/prices.json"
PRICES="$folder/prices.json" "$folder/venv/bin/python" - <<'PYTHON'
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

import openlit
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

COMPLETION = {
    "id": "c",
    "object": "chat.completion",
    "created": 1,
    "model": "gpt-5-mini",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello."}, "finish_reason": "stop"}],
    "usage": {
        "prompt_tokens": 1000,
        "completion_tokens": 40,
        "total_tokens": 1040,
        "prompt_tokens_details": {"cached_tokens": 900},
    },
}
MESSAGE = {
    "id": "m",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "Hello."}],
    "stop_reason": "end_turn",
    "usage": {
        "input_tokens": 100,
        "cache_read_input_tokens": 900,
        "cache_creation_input_tokens": 0,
        "output_tokens": 40,
    },
}


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        answer = json.dumps(MESSAGE if self.path.endswith("/messages") else COMPLETION).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Answer)
Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)
openlit.init(disable_metrics=True, disable_events=True, pricing_json=os.environ["PRICES"])

import anthropic
import openai

question = [{"role": "user", "content": "Hello?"}]
openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0).chat.completions.create(
    model="gpt-5-mini", messages=question
)
anthropic.Anthropic(base_url=address, api_key="none", max_retries=0).messages.create(
    model="claude-sonnet-4-5", max_tokens=100, messages=question
)

NAMES = ("input_tokens", "cache_read.input_tokens", "output_tokens")
spans = [span for span in exporter.get_finished_spans() if "gen_ai.usage.input_tokens" in (span.attributes or {})]
counts = [[span.attributes.get(f"gen_ai.usage.{name}") for name in NAMES] for span in spans]
print(f"OpenLIT {version('openlit')}, of 1000 input tokens, 900 of them cached, and 40 output tokens")
for span, told in zip(spans, counts):
    print(f"  {span.attributes['gen_ai.provider.name']}: " + ", ".join(f"{kind} {count}" for kind, count in zip(NAMES, told)))
sys.exit(0 if counts == [[1000, 900, 40], [100, 900, 40]] else 1)
PYTHON
