/**
 * Stands between LiteLLM and Ratecard: passes each callback on as it is, and keeps what came and what was answered.
 *
 * Errors  an answer that is no success is passed back to LiteLLM as it is, and kept as `refused`.
 */
import { createServer } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** What this suite reads of LiteLLM's payload; the rest is only kept. */
export type Payload = Readonly<{
  id: string;
  litellm_call_id?: string;
  call_type: string;
  status: string;
  model: string;
  model_group: string | null;
  response_cost: number | null;
  [field: string]: unknown;
}>;

/** What Ratecard said of it. */
export type Outcome = Readonly<{
  requestId: string | null;
  status: string;
  costUsd: string | null;
  pricingSource: string | null;
  reason?: string;
}>;

export type CallbackRecord = Readonly<{ payload: Payload; outcome: Outcome }>;

const POLL_MS = 10;

export async function recordCallbacks(key: string) {
  let target: string | null = null;
  const records: CallbackRecord[] = [];
  /** The same payload once more: LiteLLM sends what it has when the next one comes, sent already or not. */
  const repeats: CallbackRecord[] = [];
  const seen = new Set<string>();
  const refused: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const answer = target ? await passOn(target, key, body) : { status: 200, body: '{"results":[]}' };
    if (answer.status === 200) {
      const { results } = JSON.parse(answer.body) as { results: Outcome[] };
      const payloads = JSON.parse(body) as Payload[];
      for (const [index, payload] of payloads.entries()) {
        const text = JSON.stringify(payload);
        const into = seen.has(text) ? repeats : records;
        seen.add(text);
        into.push({ payload, outcome: results[index] ?? UNKNOWN });
      }
    } else {
      refused.push(`${answer.status} ${answer.body}`);
    }
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;

  /** The records from `since` on, as soon as there are `count`, or what came within the time. */
  const take = async (since: number, count: number, longestMs: number) => {
    const deadline = Date.now() + longestMs;
    while (records.length < since + count && Date.now() < deadline) await sleep(POLL_MS);
    return records.slice(since);
  };
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  const passOnTo = (url: string) => {
    target = url;
  };
  return { passOnTo, url: `http://127.0.0.1:${port}/callback`, records, repeats, refused, take, stop };
}

const UNKNOWN: Outcome = { requestId: null, status: "unknown", costUsd: null, pricingSource: null };

async function passOn(target: string, key: string, body: string) {
  const answer = await fetch(target, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}
