/**
 * Runs the proxy on loopback, offline: its own price list from its package, no telemetry.
 *
 * Errors  rejects with the end of what the proxy said.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type WatchedProcess, watchProcess } from "../server/watch-process";
import { MASTER_KEY } from "./litellm-config";

/** Ten seconds on a machine of its own, minutes on a busy one. */
const LONGEST_START_MS = 300_000;
const POLL_MS = 200;

/** What its command does; the command itself names the folder that the environment was made in. */
const ENTRY_POINT = "from litellm import run_server; run_server()";

/** `responseCostUsd`: what the proxy itself says it cost, a double as text. */
type ChatAnswer = Readonly<{ status: number; body: ChatBody; callId: string | null; responseCostUsd: string | null }>;
type ChatBody = Readonly<{ id?: string; usage?: Readonly<{ prompt_tokens: number; completion_tokens: number }> }>;

export type LitellmProxy = Readonly<{
  url: string;
  /** One chat request as a client sends it; the HTTP status and the parsed answer. */
  chat: (model: string, more?: Record<string, unknown>) => Promise<ChatAnswer>;
  stop: WatchedProcess["stop"];
}>;

export async function startLitellm(
  folder: string,
  config: object,
  environment: Readonly<Record<string, string>> = {},
): Promise<LitellmProxy> {
  const home = await mkdtemp(join(tmpdir(), "ratecard-litellm-"));
  // JSON is YAML.
  await writeFile(join(home, "config.yaml"), JSON.stringify(config));
  const port = await freePort();
  const options = ["--config", join(home, "config.yaml"), "--host", "127.0.0.1", "--port", String(port)];
  const child = spawn(join(folder, "bin", "python"), ["-c", ENTRY_POINT, ...options], {
    cwd: home,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: home,
      LITELLM_LOCAL_MODEL_COST_MAP: "True",
      LITELLM_TELEMETRY: "False",
      DEFAULT_FLUSH_INTERVAL_SECONDS: "1",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { output, hasEnded, stop } = watchProcess(child, home);
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + LONGEST_START_MS;
  while (!(await isAlive(url))) {
    if (hasEnded() || Date.now() > deadline) {
      await stop();
      throw new Error(`LiteLLM did not start.\n${output().slice(-4000)}`);
    }
    await sleep(POLL_MS);
  }
  return { url, chat: (model, more) => chat(url, model, more), stop };
}

async function chat(url: string, model: string, more: Record<string, unknown> = {}): Promise<ChatAnswer> {
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${MASTER_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "Hello?" }], ...more }),
  });
  const body = (more.stream ? {} : await answer.json()) as ChatBody;
  if (more.stream) await answer.text();
  const { status, headers } = answer;
  const [callId, responseCostUsd] = [headers.get("x-litellm-call-id"), headers.get("x-litellm-response-cost")];
  return { status, body, callId, responseCostUsd };
}

const isAlive = (url: string) =>
  fetch(`${url}/health/liveliness`).then(
    (answer) => answer.ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
