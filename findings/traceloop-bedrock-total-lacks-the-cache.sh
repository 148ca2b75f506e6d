#!/usr/bin/env bash
# OpenLLMetry's Bedrock instrumentation 0.62.4: of a call by `converse` the span has a total that Bedrock did not send, without the cache.
#
# Bedrock sends 1000 input, 900 read from the cache beside them, 40 output tokens: 1940 in all. The span has input 1000, cache 900 and
# 1040 in all, which reads as 900 of the 1000. By OpenTelemetry's conventions, and in OpenLLMetry's own span of Anthropic's client, the
# cache is inside the input: 1900.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "boto3==1.44.8" "anthropic==2.14.0" \
  "opentelemetry-instrumentation-anthropic==0.62.4" "opentelemetry-instrumentation-bedrock==0.62.4" "opentelemetry-sdk==1.45.2"
# Nothing is sent to AWS; its client only wants to sign.
export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

import anthropic
import boto3
from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor
from opentelemetry.instrumentation.bedrock import BedrockInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

OF_BEDROCK = {"inputTokens": 1000, "cacheReadInputTokens": 900, "outputTokens": 40, "totalTokens": 1940}
OF_ANTHROPIC = {"input_tokens": 1000, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 0, "output_tokens": 40}
CONVERSED = {
    "output": {"message": {"role": "assistant", "content": [{"text": "Hello."}]}},
    "stopReason": "end_turn",
    "usage": OF_BEDROCK,
    "metrics": {"latencyMs": 1},
}
MESSAGE = {
    "id": "m",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "Hello."}],
    "stop_reason": "end_turn",
    "usage": OF_ANTHROPIC,
}


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        answer = json.dumps(CONVERSED if self.path.endswith("/converse") else MESSAGE).encode()
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
BedrockInstrumentor().instrument(tracer_provider=provider)
AnthropicInstrumentor().instrument(tracer_provider=provider)
bedrock = boto3.client("bedrock-runtime", region_name="us-east-1", endpoint_url=address)
bedrock.converse(
    modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0", messages=[{"role": "user", "content": [{"text": "Hello?"}]}]
)
client = anthropic.Anthropic(base_url=address, api_key="none", max_retries=0)
client.messages.create(model="claude-sonnet-4-5", max_tokens=100, messages=[{"role": "user", "content": "Hello?"}])

NAMES = ("input_tokens", "cache_read.input_tokens", "output_tokens", "total_tokens")
of_bedrock, of_anthropic = [
    [span.attributes.get(f"gen_ai.usage.{name}") for name in NAMES] for span in exporter.get_finished_spans()
]
print(f"OpenLLMetry {version('opentelemetry-instrumentation-bedrock')}, of 1000 beside 900 cached and 40 output tokens")
for name, counts in (("Bedrock's converse", of_bedrock), ("Anthropic's client", of_anthropic)):
    print(f"  {name}: " + ", ".join(f"{kind} {count}" for kind, count in zip(NAMES, counts)))
sys.exit(0 if of_bedrock == [1000, 900, 40, 1040] and of_anthropic == [1900, 900, 40, 1940] else 1)
PYTHON
