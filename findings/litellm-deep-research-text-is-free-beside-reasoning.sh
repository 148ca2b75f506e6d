#!/usr/bin/env bash
# LiteLLM: reasoning tokens that Perplexity reports beside its completion make the completion free.
#
# 100 + 500 = 600 is the total, so 700 reasoning tokens are not inside the 500; they are billed in place of them.
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
from litellm.types.utils import ModelResponse, Usage

MODEL = "perplexity/sonar-deep-research"
usage = Usage(prompt_tokens=100, completion_tokens=500, total_tokens=600, reasoning_tokens=700)
answer = ModelResponse(model="sonar-deep-research", usage=usage)
cost = litellm.completion_cost(completion_response=answer, model=MODEL, custom_llm_provider="perplexity")
listed = litellm.model_cost[MODEL]
prompt = 100 * listed["input_cost_per_token"]
reasoning = 700 * listed["output_cost_per_reasoning_token"]
text = 500 * listed["output_cost_per_token"]
print(f"litellm {version('litellm')}: 100 input, 500 output, 700 reasoning tokens, 600 in all")
print(f"cost {cost:.6f}; input and reasoning {prompt + reasoning:.6f}; the 500 output tokens would be {text:.6f} more")
sys.exit(0 if abs(cost - prompt - reasoning) < 1e-12 else 1)
PYTHON
