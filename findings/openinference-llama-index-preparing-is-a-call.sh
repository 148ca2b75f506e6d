#!/usr/bin/env bash
# OpenInference's LlamaIndex instrumentation 4.6.1: preparing a call of a model is a span of the kind LLM, as the call is.
#
# A step of an agent asks the model once. It has two LLM spans with the model's name, one beside the other: whoever counts those
# counts twice as many calls as were made.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "llama-index-core==0.14.25" "llama-index-llms-openai==0.8.3" \
  "openinference-instrumentation-llama-index==4.6.1" "opentelemetry-sdk==1.45.2"
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from llama_index.core.agent.workflow import FunctionAgent
from llama_index.llms.openai import OpenAI
from openinference.instrumentation.llama_index import LlamaIndexInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

USAGE = {"prompt_tokens": 1000, "completion_tokens": 300, "total_tokens": 1300}
requests = []


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        choice = {"index": 0, "message": {"role": "assistant", "content": "Sunny."}, "finish_reason": "stop"}
        body = {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o", "choices": [choice]}
        answer = json.dumps({**body, "usage": USAGE}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def weather(city: str) -> str:
    """The weather of a city."""
    return "sunny"


server = HTTPServer(("127.0.0.1", 0), Answer)
Thread(target=server.serve_forever, daemon=True).start()
exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
LlamaIndexInstrumentor().instrument(tracer_provider=provider)


async def ask():
    model = OpenAI(model="gpt-4o", api_base=f"http://127.0.0.1:{server.server_port}/v1", api_key="none", max_retries=0)
    return await FunctionAgent(tools=[weather], llm=model, streaming=False).run("How is the weather in Rome?")


asyncio.run(ask())
calls = [span for span in exporter.get_finished_spans() if span.attributes.get("openinference.span.kind") == "LLM"]
print(f"openinference-instrumentation-llama-index {version('openinference-instrumentation-llama-index')}")
print(f"requests to the model: {len(requests)}; spans of the kind LLM: {len(calls)}")
for span in calls:
    print(f"  {span.name}: {span.attributes['llm.model_name']}, input tokens {span.attributes.get('llm.token_count.prompt')}")
names = sorted(span.name.split(".")[-1] for span in calls)
siblings = len({span.parent.span_id for span in calls}) == 1
sys.exit(0 if len(requests) == 1 and names == ["_prepare_chat_with_tools", "achat"] and siblings else 1)
PYTHON
