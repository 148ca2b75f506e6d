#!/usr/bin/env bash
# LiteLLM 1.110.2: in its OpenTelemetry spans `gen_ai.request.model` is the model that the router chose, not the one asked for.
#
# The name that was asked for stands in `litellm.model_group`; a call without a router has no such attribute.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "litellm==1.110.2" "opentelemetry-sdk==1.45.2"
# Its price list from its own package, nothing from the network.
export LITELLM_LOCAL_MODEL_COST_MAP=True
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time
from importlib.metadata import version

import litellm
from litellm.integrations.opentelemetry import OpenTelemetry, OpenTelemetryConfig
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
telemetry = OpenTelemetry(config=OpenTelemetryConfig(exporter=exporter))
litellm.callbacks = [telemetry]
routed = {"model": "openai/gpt-5-mini", "api_key": "none", "mock_response": "Hello"}
router = litellm.Router(model_list=[{"model_name": "my-chat", "litellm_params": routed}])
router.completion(model="my-chat", messages=[{"role": "user", "content": "Say hello"}])

spans = []
for _ in range(100):
    time.sleep(0.1)
    spans = [span for span in exporter.get_finished_spans() if span.name == "litellm_request"]
    if spans:
        break
names = ("gen_ai.request.model", "litellm.model_group")
told = [tuple(str(span.attributes.get(name)) for name in names) for span in spans]
print(f"litellm {version('litellm')}: asked for my-chat; {', '.join(names)} are {told}")
sys.exit(0 if [(request.split("/")[-1], group) for request, group in told] == [("gpt-5-mini", "my-chat")] else 1)
PYTHON
