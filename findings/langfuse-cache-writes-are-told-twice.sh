#!/usr/bin/env bash
# Langfuse 5.0.4: of an answer of LangChain's ChatAnthropic the cache writes stand in the usage as a sum and, beside it, by their age.
#
# Its kinds of usage are counted and priced each for itself: 200 written tokens are 400. The same answer as a stream tells them once,
# under another name.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "langfuse==5.0.4" "langchain==1.5.2" \
  "langchain-anthropic==1.7.10" "anthropic==2.14.0" "opentelemetry-sdk==1.45.2"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from langchain_anthropic import ChatAnthropic
from langfuse import Langfuse
from langfuse.langchain import CallbackHandler
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

USAGE = {
    "input_tokens": 10,
    "cache_read_input_tokens": 900,
    "cache_creation_input_tokens": 200,
    "cache_creation": {"ephemeral_5m_input_tokens": 120, "ephemeral_1h_input_tokens": 80},
    "output_tokens": 40,
}
MESSAGE = {"id": "m", "type": "message", "role": "assistant", "model": "claude-sonnet-5", "usage": USAGE}
TEXT = {"type": "text", "text": "Hello."}


def events():
    yield "message_start", {"message": {**MESSAGE, "content": [], "stop_reason": None}}
    yield "content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}}
    yield "content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": "Hello."}}
    yield "content_block_stop", {"index": 0}
    sums = {kind: count for kind, count in USAGE.items() if kind != "cache_creation"}
    yield "message_delta", {"delta": {"stop_reason": "end_turn"}, "usage": sums}
    yield "message_stop", {}


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if request.get("stream"):
            lines = [f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n" for name, data in events()]
            kind, answer = "text/event-stream", "".join(lines).encode()
        else:
            kind = "application/json"
            answer = json.dumps({**MESSAGE, "content": [TEXT], "stop_reason": "end_turn"}).encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Answer)
Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
exporter = InMemorySpanExporter()
langfuse = Langfuse(public_key="none", secret_key="none", base_url=address, span_exporter=exporter)
model = ChatAnthropic(model="claude-sonnet-5", base_url=address, api_key="none", max_retries=0)
told = {"callbacks": [CallbackHandler()]}
model.invoke("Hello?", told)
list(model.stream("Hello?", told))
langfuse.flush()

USAGE_OF = "langfuse.observation.usage_details"
generations = [span for span in exporter.get_finished_spans() if USAGE_OF in span.attributes]
whole, streamed = [json.loads(span.attributes[USAGE_OF]) for span in generations]
written = [sum(count for kind, count in usage.items() if "creation" in kind) for usage in (whole, streamed)]
print(f"langfuse {version('langfuse')}: 200 tokens written to the cache")
print(f"  whole answer {written[0]}: {json.dumps(whole)}")
print(f"  stream       {written[1]}: {json.dumps(streamed)}")
sys.exit(0 if written == [400, 200] else 1)
PYTHON
