/**
 * The spans of an OTLP/HTTP body, as calls that were checked.
 * Units   bytes after Content-Encoding was undone; the whole body is held until it is read, so `hold` is called for each 2 KB.
 * Errors  413, 400 and INVALID_INPUT for a body that cannot be decoded; a call that is no event is an item of its own.
 */
import { type HttpCall, readBodyChunks, readBodyText } from "#server/rest/read-body-chunks";
import { checkItem } from "../check-event";
import { isProtobuf } from "./answer-export";
import { findCalls, type FoundCall } from "./find-calls";
import { readJsonTraces } from "./read-json-traces";
import { readProtobufTraces } from "./read-protobuf-traces";
import type { CheckedSpans } from "./take-calls";

const HELD_BYTES = 2048;

export async function receiveTraces(call: HttpCall, hold: () => void, now: number): Promise<readonly CheckedSpans[]> {
  const chunks: Buffer[] = [];
  let [received, held] = [0, 0];
  await readBodyChunks(call, (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    for (; held * HELD_BYTES < received; held += 1) hold();
  });
  const body = Buffer.concat(chunks);
  const { request } = call;
  const spans = isProtobuf(request)
    ? readProtobufTraces(body)
    : readJsonTraces(readBodyText(body, request.headers["content-type"] ?? ""));
  return findCalls(spans).map((found) => checkedCall(found, now));
}

export const checkedCall = ({ event, facts, spanKey }: FoundCall, now: number): CheckedSpans => ({
  item: checkItem({ value: event }, now),
  call: { facts, spanKey },
});
