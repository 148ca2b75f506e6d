#!/usr/bin/env bash
# LiteLLM: a model that was asked for by a priced name is free when the answer has a dated name that the list lacks.
#
# mistral/mistral-ocr-latest is 0.004 USD a page; the answer says mistral-ocr-2505, which has no row; three pages cost 0.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "litellm==1.110.2"
# Its price list from its own package, nothing from the network.
export LITELLM_LOCAL_MODEL_COST_MAP=True
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import json
import sys
from importlib.metadata import version

import litellm

TYPE = b"application/json"
PAGES = [{"index": index, "markdown": "Hello.", "images": [], "dimensions": None} for index in range(3)]
ANSWER = json.dumps(
    {"pages": PAGES, "model": "mistral-ocr-2505", "usage_info": {"pages_processed": 3, "doc_size_bytes": 3000}}
).encode()
MODEL = "mistral/mistral-ocr-latest"


async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = next(line for line in head.split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.split(b":")[1]))
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n" % (TYPE, len(ANSWER)) + ANSWER)
    await writer.drain()
    writer.close()


async def start():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


async def main():
    document = {"type": "document_url", "document_url": "https://example.com/a.pdf"}
    answer = await litellm.aocr(model=MODEL, document=document, api_key="unused", api_base=await start())
    return answer._hidden_params["response_cost"]


cost = asyncio.run(main())
listed = litellm.model_cost[MODEL]["ocr_cost_per_page"]
print(f"litellm {version('litellm')}: {MODEL} at {listed} a page, 3 pages")
print(f"cost {cost}; by the name that was asked for {3 * listed:.6f}")
sys.exit(0 if cost == 0 and listed > 0 else 1)
PYTHON
