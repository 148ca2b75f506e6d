#!/usr/bin/env bash
# LiteLLM: response_time of a streamed answer is the time to its first piece, not to its end.
#
# The answer takes a second longer than its first piece; endTime - startTime has it, response_time has not.
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
from litellm.integrations.custom_logger import CustomLogger


def piece(delta, finish_reason=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o", "choices": [choice]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


async def serve(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n")
    writer.write(piece({"role": "assistant", "content": "Hello"}) + piece({"content": " there"}))
    await writer.drain()
    await asyncio.sleep(1)
    writer.write(piece({"content": "."}) + piece({}, "stop") + b"data: [DONE]\n\n")
    await writer.drain()
    writer.close()


records = asyncio.Queue()


class Recorder(CustomLogger):
    async def async_log_success_event(self, kwargs, response_obj, start_time, end_time):
        records.put_nowait(kwargs["standard_logging_object"])


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    litellm.callbacks = [Recorder()]
    # The first request loads what LiteLLM needs, which takes its time; the second is looked at.
    for _ in range(2):
        stream = await litellm.acompletion(
            model="openai/gpt-4o",
            messages=[{"role": "user", "content": "Hello?"}],
            api_key="unused",
            api_base=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1",
            stream=True,
        )
        async for _ in stream:
            pass
        record = await asyncio.wait_for(records.get(), 60)
    return record


record = asyncio.run(main())
whole = record["endTime"] - record["startTime"]
print(f"litellm {version('litellm')}: response_time {record['response_time']:.3f} s, endTime - startTime {whole:.3f} s")
sys.exit(0 if whole - record["response_time"] > 0.9 else 1)
PYTHON
