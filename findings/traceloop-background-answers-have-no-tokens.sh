#!/usr/bin/env bash
# OpenLLMetry's OpenAI instrumentation 0.62.4: an answer that was asked for in the background has a span without tokens.
#
# It remembers the usage of the first time it saw the answer, when it was queued and had none, in place of the 1000 + 60 tokens of the
# answer that is there. Another process that only reads an answer has its tokens in the span.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "openai==3.57.0" \
  "opentelemetry-instrumentation-openai==0.62.4" "opentelemetry-sdk==1.45.2"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from openai import OpenAI
from opentelemetry.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

CONTENT = [{"type": "output_text", "text": "Hello.", "annotations": []}]
OUTPUT = [{"id": "m", "type": "message", "role": "assistant", "status": "completed", "content": CONTENT}]
USAGE = {
    "input_tokens": 1000,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens": 60,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 1060,
}


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        is_there = self.command == "GET"
        of_call = {"id": self.path.split("/")[-1] if is_there else "resp_asked", "status": "completed" if is_there else "queued"}
        body = {**of_call, "object": "response", "created_at": 1, "model": "gpt-5", "background": True}
        body.update({"tools": [], "tool_choice": "auto", "parallel_tool_calls": True})
        body.update({"output": OUTPUT, "usage": USAGE} if is_there else {"output": [], "usage": None})
        answer = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Answer)
Thread(target=server.serve_forever, daemon=True).start()
exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
OpenAIInstrumentor().instrument(tracer_provider=provider)
client = OpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="none", max_retries=0)
asked = client.responses.create(model="gpt-5", input="Hello?", background=True)
for answer_id in (asked.id, "resp_of_another_process"):
    sent = client.responses.retrieve(answer_id).usage

NAMES = ("gen_ai.response.id", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")
told = [tuple(span.attributes.get(name) for name in NAMES) for span in exporter.get_finished_spans()]
print(f"opentelemetry-instrumentation-openai {version('opentelemetry-instrumentation-openai')}:", end=" ")
print(f"sent {sent.input_tokens} + {sent.output_tokens} tokens each")
for answer_id, prompt, completion in told:
    print(f"  span of {answer_id}: {prompt} + {completion}")
is_so = told == [("resp_asked", None, None), ("resp_of_another_process", 1000, 60)]
sys.exit(0 if is_so else 1)
PYTHON
