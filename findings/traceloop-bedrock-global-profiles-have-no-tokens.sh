#!/usr/bin/env bash
# OpenLLMetry's Bedrock instrumentation 0.62.4: a call of `invoke_model` through a global inference profile has no tokens in its span.
#
# `us.anthropic...` and `global.anthropic...` are one model with one answer of 1000 + 60 tokens. The span takes `global` for the maker
# of the model and so does not look where that maker tells its counts; `jp.` and `au.` the same. By `converse` all are counted.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "boto3==1.44.8" \
  "opentelemetry-instrumentation-bedrock==0.62.4" "opentelemetry-sdk==1.45.2"
# Nothing is sent to AWS; its client only wants to sign.
export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

import boto3
from opentelemetry.instrumentation.bedrock import BedrockInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0"
MESSAGE = {"role": "assistant", "content": [{"type": "text", "text": "Hello."}]}
INVOKED = {
    **MESSAGE,
    "id": "m",
    "type": "message",
    "model": "claude-sonnet-4-5-20250929",
    "stop_reason": "end_turn",
    "usage": {"input_tokens": 1000, "output_tokens": 60},
}
CONVERSED = {
    "output": {"message": {"role": "assistant", "content": [{"text": "Hello."}]}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 1000, "outputTokens": 60, "totalTokens": 1060},
    "metrics": {"latencyMs": 1},
}


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        answer = json.dumps(INVOKED if self.path.endswith("/invoke") else CONVERSED).encode()
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
BedrockInstrumentor().instrument(tracer_provider=provider)
client = boto3.client("bedrock-runtime", region_name="us-east-1", endpoint_url=f"http://127.0.0.1:{server.server_port}")
REQUEST = json.dumps(
    {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 100, "messages": [{"role": "user", "content": "Hello?"}]}
)


def counted(ask):
    exporter.clear()
    ask()
    (span,) = exporter.get_finished_spans()
    return tuple(span.attributes.get(f"gen_ai.usage.{side}_tokens") for side in ("input", "output"))


def both(profile):
    invoked = counted(lambda: client.invoke_model(modelId=profile, body=REQUEST)["body"].read())
    messages = [{"role": "user", "content": [{"text": "Hello?"}]}]
    return invoked, counted(lambda: client.converse(modelId=profile, messages=messages))


print(f"opentelemetry-instrumentation-bedrock {version('opentelemetry-instrumentation-bedrock')}: sent 1000 + 60 tokens")
found = {region: both(f"{region}.{MODEL}") for region in ("us", "global", "jp", "au")}
for region, (invoked, conversed) in found.items():
    print(f"  {region}.{MODEL}: invoke_model {invoked}, converse {conversed}")
told, untold = (1000, 60), (None, None)
is_so = found["us"] == (told, told) and all(found[region] == (untold, told) for region in ("global", "jp", "au"))
sys.exit(0 if is_so else 1)
PYTHON
