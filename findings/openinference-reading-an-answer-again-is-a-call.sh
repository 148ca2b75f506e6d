#!/usr/bin/env bash
# OpenInference's OpenAI instrumentation 0.1.66: reading an answer again, `responses.retrieve`, is one more span of the kind LLM, with
# all tokens of the answer.
#
# One answer in the background, asked for three times until and after it is there: one call of 1000 + 60 tokens is billed. Four LLM
# spans have the model's name, two of them 1000 + 60 tokens. None has the answer's id: it stands only in the JSON of `output.value`.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "openai==3.57.0" \
  "openinference-instrumentation-openai==0.1.66" "opentelemetry-sdk==1.45.2"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from openai import OpenAI
from openinference.instrumentation.openai import OpenAIInstrumentor
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
STATUSES = iter(["queued", "in_progress", "completed", "completed"])


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        status = next(STATUSES)
        body = {"id": "resp_1", "object": "response", "created_at": 1, "model": "gpt-5", "background": True, "status": status}
        body.update({"tools": [], "tool_choice": "auto", "parallel_tool_calls": True, "output": [], "usage": None})
        if status == "completed":
            body.update({"output": OUTPUT, "usage": USAGE})
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
for _ in range(3):
    asked = client.responses.retrieve(asked.id)

spans = [span.attributes for span in exporter.get_finished_spans()]
names = ("openinference.span.kind", "llm.model_name", "llm.token_count.prompt", "llm.token_count.completion")
told = [tuple(span.get(name) for name in names) for span in spans]
with_id = {name for span in spans for name, value in span.items() if "resp_1" in str(value)}
print(f"openinference-instrumentation-openai {version('openinference-instrumentation-openai')}: one answer, read three times")
for kind, model, prompt, completion in told:
    print(f"  {kind} {model}: {prompt} + {completion} tokens")
print(f"attributes that hold the answer's id: {', '.join(sorted(with_id))}")
untold, counted = ("LLM", "gpt-5", None, None), ("LLM", "gpt-5", 1000, 60)
sys.exit(0 if told == [untold, untold, counted, counted] and with_id == {"output.value"} else 1)
PYTHON
