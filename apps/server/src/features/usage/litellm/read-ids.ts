/**
 * The key of a record, and what its provider calls it.
 * Units   a key has at most 255 characters; the same payload delivered again has the same one.
 * Source  seen with proxies 1.106 and 1.108: a call id is one a client's call, shared by its failures and its answer, and a
 *         client may send its own; upstreams may give every answer one id, and the Responses API gives 400 characters. A
 *         finished batch is reported by each look at it.
 */
import { createHash } from "node:crypto";
import type { LitellmPayloadField } from "@ratecard/contract";
import { type Fields, isBatchCall, shortId } from "@ratecard/usage";

const LONGEST_UPSTREAM_ID = 1000;
const DIGITS = 12;
/** What a key can begin with as it stands. */
const PLAIN = /^[\x21-\x7e]{1,200}$/;

/** A batch has one key, whoever looks at it. */
export const BATCH_KEY = "batch:";

export type Ids = Readonly<{ requestId?: unknown; upstreamId?: string }>;

export function readIds(payload: Fields<LitellmPayloadField>): Ids {
  const { id, litellm_call_id: callId } = payload;
  const upstream = typeof id === "string" && id !== callId && UPSTREAM.test(id) && id.length <= LONGEST_UPSTREAM_ID;
  return { requestId: keyOf(payload), ...(upstream && { upstreamId: id }) };
}

const UPSTREAM = /^[^\p{Cc}\p{Cs}]+$/u;

function keyOf({ id, litellm_call_id: callId, call_type, status, startTime }: Fields<LitellmPayloadField>): unknown {
  if (isBatchCall(call_type) && typeof id === "string") return shortId(`${BATCH_KEY}${id}`);
  if (typeof callId !== "string" || callId === "") return typeof id === "string" ? shortId(id) : id;
  const record = digest(JSON.stringify([callId, id, status, startTime]));
  return PLAIN.test(callId) ? `${callId}.${record.slice(0, DIGITS)}` : record;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
