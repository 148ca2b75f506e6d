#!/usr/bin/env bash
# LiteLLM: speech of gpt-4o-mini-tts costs its text alone; the audio, by far the larger part, costs nothing.
#
# Its list has 0.000012 USD per audio token and 0.00025 USD per second of audio; neither is used.
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
import sys
from importlib.metadata import version

import litellm

TYPE, ANSWER = b"audio/mpeg", bytes(64)
TEXT = "Hello there. " * 100


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
    base = await start()
    answer = await litellm.aspeech(
        model="openai/gpt-4o-mini-tts", voice="alloy", input=TEXT, api_key="unused", api_base=base
    )
    return answer._hidden_params["response_cost"]


cost = asyncio.run(main())
listed = litellm.model_cost["gpt-4o-mini-tts"]
tokens = litellm.token_counter(model="gpt-4o-mini-tts", text=TEXT)
# Read aloud at 15 characters a second.
audio = len(TEXT) / 15 * listed["output_cost_per_second"]
print(f"litellm {version('litellm')}: {len(TEXT)} characters, {tokens} tokens of text")
print(f"cost {cost:.6f}; text alone {tokens * listed['input_cost_per_token']:.6f}; about {audio:.6f} of audio is left out")
sys.exit(0 if 0 < cost < audio / 10 else 1)
PYTHON
