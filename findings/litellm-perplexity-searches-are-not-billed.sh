#!/usr/bin/env bash
# LiteLLM: searches of Perplexity are reported and priced in its list, and not part of its cost.
#
# sonar-pro lists 0.014 USD a query of high context; the answer reports two queries; the cost is that of the tokens.
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

MODEL = "perplexity/sonar-pro"
usage = Usage(
    prompt_tokens=1000, completion_tokens=500, total_tokens=1500, num_search_queries=2, search_context_size="high"
)
answer = ModelResponse(model="sonar-pro", usage=usage)
cost = litellm.completion_cost(completion_response=answer, model=MODEL, custom_llm_provider="perplexity")
listed = litellm.model_cost[MODEL]
tokens = 1000 * listed["input_cost_per_token"] + 500 * listed["output_cost_per_token"]
query = listed["search_context_cost_per_query"]["search_context_size_high"]
print(f"litellm {version('litellm')}: 1000 input, 500 output tokens, 2 queries at {query}")
print(f"cost {cost:.6f}; tokens alone {tokens:.6f}; with the queries {tokens + 2 * query:.6f}")
sys.exit(0 if abs(cost - tokens) < 1e-12 and query > 0 else 1)
PYTHON
