#!/usr/bin/env bash
# OpenInference for OpenAI's agents 2.6.0: of a call of the Responses API, `llm.invocation_parameters` has the answer, not what was sent.
#
# The agent asks for gpt-5-mini, and the answer says gpt-5-mini-2025-08-07, as OpenAI's does. The span's parameters have that second name
# beside the answer's id, and so has `llm.model_name`: the name that was asked for stands nowhere in the span. OpenInference's own span of
# the same request, of OpenAI's client 0.1.66, has the first name there.
# Not part of CI. Needs Python 3.11 or 3.12 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "openai-agents==0.24.0" "openai==3.57.0" \
  "openinference-instrumentation-openai-agents==2.6.0" "openinference-instrumentation-openai==0.1.66" "opentelemetry-sdk==1.45.2"
export OPENAI_API_KEY=none
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

ASKED, ANSWERED = "gpt-5-mini", "gpt-5-mini-2025-08-07"
ANSWER = {
    "id": "resp_1",
    "object": "response",
    "created_at": 1,
    "status": "completed",
    "model": ANSWERED,
    "output": [
        {
            "type": "message",
            "id": "msg_1",
            "status": "completed",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "Hello.", "annotations": []}],
        }
    ],
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
    "usage": {
        "input_tokens": 10,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": 3,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 13,
    },
}
sent = []


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        sent.append(json.loads(self.rfile.read(int(self.headers["content-length"])))["model"])
        answer = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Answer)
Thread(target=server.serve_forever, daemon=True).start()
os.environ["OPENAI_BASE_URL"] = f"http://127.0.0.1:{server.server_port}/v1"

from agents import Agent, Runner
from openinference.instrumentation.openai import OpenAIInstrumentor
from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
OpenAIInstrumentor().instrument(tracer_provider=provider)
asyncio.run(Runner.run(Agent(name="greeter", model=ASKED), "Hello?"))

named = {}
for span in exporter.get_finished_spans():
    if (span.attributes or {}).get("openinference.span.kind") != "LLM":
        continue
    parameters = json.loads(span.attributes["llm.invocation_parameters"])
    named[span.instrumentation_scope.name.rpartition(".")[2]] = [parameters.get("model"), parameters.get("id")]
print(f"OpenInference openai-agents {version('openinference-instrumentation-openai-agents')}, asked for {sent}, answered by {ANSWERED}")
for emitter, (model, answer) in named.items():
    print(f"  {emitter}: llm.invocation_parameters with model {model} and id {answer}")
sys.exit(0 if sent == [ASKED] and named == {"openai": [ASKED, None], "openai_agents": [ANSWERED, "resp_1"]} else 1)
PYTHON
