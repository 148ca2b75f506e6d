#!/usr/bin/env bash
# OpenTelemetry's instrumentation of google-genai 1.3b0: `generate_content` that calls a tool by itself makes two requests and one span,
# which has the tokens of the last request only.
#
# Both are billed: 1000 + 50 and 1200 + 60 tokens. The same through a chat, `send_message`, is two spans with the counts of each.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "google-genai==2.34.0" \
  "opentelemetry-instrumentation-google-genai==1.3b0" "opentelemetry-util-genai==1.3b0" "opentelemetry-sdk==1.45.2"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from google import genai
from google.genai import types
from opentelemetry import trace
from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

CALL = {"functionCall": {"name": "weather", "args": {"city": "Rome"}}}
ANSWERS = [(CALL, 1000, 50), ({"text": "Sunny."}, 1200, 60)]
BILLED = [(prompt, output) for _, prompt, output in ANSWERS]
told = []


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        part, prompt, output = ANSWERS[len(told) % 2]
        told.append((prompt, output))
        usage = {"promptTokenCount": prompt, "candidatesTokenCount": output, "totalTokenCount": prompt + output}
        content = {"role": "model", "parts": [part]}
        body = {"candidates": [{"content": content, "finishReason": "STOP"}], "usageMetadata": usage}
        answer = json.dumps(body).encode()
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
trace.set_tracer_provider(provider)
GoogleGenAiSdkInstrumentor().instrument()
options = types.HttpOptions(base_url=f"http://127.0.0.1:{server.server_port}")
client = genai.Client(api_key="none", http_options=options)
config = types.GenerateContentConfig(tools=[weather])
QUESTION = "How is the weather in Rome?"


def counted_of(ask):
    told.clear()
    exporter.clear()
    ask()
    spans = [span for span in exporter.get_finished_spans() if span.attributes.get("gen_ai.request.model")]
    names = ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")
    return list(told), [tuple(span.attributes.get(name) for name in names) for span in spans]


direct = counted_of(lambda: client.models.generate_content(model="gemini-2.5-flash", contents=QUESTION, config=config))
chat = counted_of(lambda: client.chats.create(model="gemini-2.5-flash", config=config).send_message(QUESTION))
print(f"opentelemetry-instrumentation-google-genai {version('opentelemetry-instrumentation-google-genai')}")
for name, (answered, counted) in (("generate_content", direct), ("send_message", chat)):
    print(f"{name}: answered {answered}; counted in spans {counted}")
sys.exit(0 if direct == (BILLED, BILLED[1:]) and chat == (BILLED, BILLED) else 1)
PYTHON
