/**
 * Stands between LiteLLM and Ratecard: passes each callback on as it is, and keeps what came and what was answered.
 *
 * Errors  an answer that is no success is passed back to LiteLLM as it is, and kept as `refused`.
 */
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { serveOnLoopback } from "./serve-on-loopback";

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
  /** Of the refusal, where it was refused. */
  code?: string;
}>;

export type CallbackRecord = Readonly<{ payload: Payload; outcome: Outcome }>;

const POLL_MS = 10;

export async function recordCallbacks(key: string) {
  let target = "";
  const records: CallbackRecord[] = [];
  /** The same payload once more: LiteLLM sends what it has when the next one comes, sent already or not. */
  const repeats: CallbackRecord[] = [];
  const seen = new Set<string>();
  const refused: string[] = [];
  const pass = async (body: string) => {
    const answer = await passOn(target, key, body);
    if (answer.status !== 200) refused.push(`${answer.status} ${answer.body}`);
    const { results = [] } = JSON.parse(answer.body) as { results?: Outcome[] };
    for (const [index, payload] of (JSON.parse(body) as Payload[]).entries()) {
      const whole = JSON.stringify(payload);
      (seen.has(whole) ? repeats : records).push({ payload, outcome: results[index] ?? UNKNOWN });
      seen.add(whole);
    }
    return answer;
  };
  // One after the other, so that the first to be passed on is the one that is booked.
  let last: Promise<unknown> = Promise.resolve();
  const { url, stop } = await serveOnLoopback(async (request, response) => {
    const body = await text(request);
    const passed = last.then(() => pass(body));
    last = passed.catch(() => undefined);
    const answer = await passed;
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  });

  /** The records from `since` on, as soon as there are `count`, or what came within the time. */
  const take = async (since: number, count: number, longestMs: number) => {
    const deadline = Date.now() + longestMs;
    while (records.length < since + count && Date.now() < deadline) await sleep(POLL_MS);
    return records.slice(since);
  };
  const passOnTo = (address: string) => {
    target = address;
  };
  return { passOnTo, url: `${url}/callback`, records, repeats, refused, take, stop };
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
