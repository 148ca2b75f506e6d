#!/usr/bin/env bash
# LiteLLM 1.106.2: a record that is logged while generic_api sends its batch is thrown away with that batch.
#
# The whole queue is cleared after the answer, what came in the meantime included. 1.108.7 keeps it.
# Not part of CI. Needs Python 3.10 to 3.13 with venv, and PyPI. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "litellm==1.106.2"
# Its price list from its own package, nothing from the network.
export LITELLM_LOCAL_MODEL_COST_MAP=True
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import json
import os
import sys
from importlib.metadata import version

from litellm.integrations.generic_api.generic_api_callback import GenericAPILogger

received = []


async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = next(line for line in head.split(b"\r\n") if line.startswith(b"content-length:"))
    received.extend(record["id"] for record in json.loads(await reader.readexactly(int(length.split(b":")[1]))))
    await asyncio.sleep(0.5)
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    logger = GenericAPILogger(endpoint=endpoint, headers={"x-unused": "1"}, flush_interval=3600)
    end = lambda name: logger.async_log_success_event({"standard_logging_object": {"id": name}}, None, None, None)
    await end("first")
    sending = asyncio.create_task(logger.flush_queue())
    await asyncio.sleep(0.2)
    await end("second")
    await sending
    await logger.flush_queue()
    print(f"litellm {version('litellm')}: logged first, second; received {', '.join(received)}")


asyncio.run(main())
sys.stdout.flush()
# Its sender goes on in the background and would complain about the end.
os._exit(0 if received == ["first"] else 1)
PYTHON
