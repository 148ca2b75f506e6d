#!/usr/bin/env bash
# LiteLLM: a deployment with a price of its own for input only has free output.
#
# gpt-4o costs 10 USD per 1M output tokens in its list; setting input_cost_per_token alone makes that 0.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "litellm==1.110.2"
# Its price list from its own package, nothing from the network.
export LITELLM_LOCAL_MODEL_COST_MAP=True
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import litellm

params = {
    "model": "openai/gpt-4o",
    "api_key": "unused",
    "mock_response": "Hello.",
    "input_cost_per_token": 0.000001,
}
router = litellm.Router(model_list=[{"model_name": "ours", "litellm_params": params}])
answer = router.completion(model="ours", messages=[{"role": "user", "content": "Hello?"}])
usage, cost = answer.usage, answer._hidden_params["response_cost"]
input_only = usage.prompt_tokens * 0.000001
listed = litellm.model_cost["gpt-4o"]["output_cost_per_token"]
print(f"litellm {version('litellm')}: {usage.prompt_tokens} input and {usage.completion_tokens} output tokens")
print(f"cost {cost:.6f}; the input alone is {input_only:.6f}, the output at the listed rate {usage.completion_tokens * listed:.6f}")
sys.exit(0 if abs(cost - input_only) < 1e-12 and usage.completion_tokens > 0 else 1)
PYTHON
