#!/usr/bin/env bash
# LangChain 1.8.3 with LangSmith 0.15.1: an answer with two choices has twice the tokens that were billed.
#
# OpenAI counts one prompt and both choices together: 1000 (900 from the cache) + 60 tokens. LangChain gives the whole usage to each
# choice, and its tracer adds them up: 2000 (1800 from the cache) + 120. The same span has 1000 + 60 under OpenTelemetry's names.
# Not part of CI. Needs Python 3.11 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "langchain-core==1.8.3" "langchain-openai==1.7.4" "openai==3.57.0" \
  "langsmith[otel]==0.15.1" "opentelemetry-sdk==1.45.2"
# Spans only: nothing is sent to LangSmith.
export LANGSMITH_TRACING=true LANGSMITH_API_KEY=none LANGSMITH_OTEL_ENABLED=true LANGSMITH_OTEL_ONLY=true
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from langchain_openai import ChatOpenAI
from langsmith.run_trees import get_cached_client
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

USAGE = {
    "prompt_tokens": 1000,
    "completion_tokens": 60,
    "total_tokens": 1060,
    "prompt_tokens_details": {"cached_tokens": 900},
}


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        message = {"role": "assistant", "content": "Hello."}
        choices = [{"index": at, "message": message, "finish_reason": "stop"} for at in range(request.get("n") or 1)]
        body = {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o", "choices": choices, "usage": USAGE}
        answer = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Answer)
Thread(target=server.serve_forever, daemon=True).start()
exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)


def counted(choices):
    """LangSmith's own counts of a call, and those under OpenTelemetry's names, of one span."""
    exporter.clear()
    address = f"http://127.0.0.1:{server.server_port}/v1"
    ChatOpenAI(model="gpt-4o", n=choices, base_url=address, api_key="none", max_retries=0).invoke("Hello?")
    get_cached_client().flush()
    (span,) = exporter.get_finished_spans()
    own = json.loads(span.attributes["langsmith.metadata.usage_metadata"])
    names = ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")
    cached = own["input_token_details"]["cache_read"]
    return (own["input_tokens"], cached, own["output_tokens"]), tuple(span.attributes[name] for name in names)


print(f"langchain-core {version('langchain-core')}, langsmith {version('langsmith')}: sent 1000 (900 cached) + 60 tokens")
one, two = counted(1), counted(2)
for name, ((prompt, cached, output), conventional) in (("one choice", one), ("two choices", two)):
    print(f"  {name}: usage_metadata {prompt} ({cached} cached) + {output}; gen_ai.usage {' + '.join(map(str, conventional))}")
sys.exit(0 if one == ((1000, 900, 60), (1000, 60)) and two == ((2000, 1800, 120), (1000, 60)) else 1)
PYTHON
