/**
 * The body of a route that takes it as a stream, chunk by chunk as it arrives: other requests have their turn in between.
 * Units   bytes, after Content-Encoding was undone; the limit is the route's own.
 * Errors  413 beyond the limit, 400 for a body that breaks off. What `take` throws is thrown once the rest of the body went by:
 *         a sender that is still sending would not see an answer.
 */
import { Readable } from "node:stream";
import { fieldProblem, type FieldProblem } from "@ratecard/contract";
import { errorCodes, type FastifyReply, type FastifyRequest } from "fastify";
import { isLosslessNumber, parse as parseLossless } from "lossless-json";
import { DomainError, refusedField } from "#server/errors/domain-error";

export type HttpCall = Readonly<{ request: FastifyRequest; reply: FastifyReply }>;

export async function readBodyChunks({ request, reply }: HttpCall, take: (chunk: Buffer) => void): Promise<void> {
  const { body, headers, routeOptions } = request;
  if (!(body instanceof Readable)) return;
  const length = Number(headers["content-length"] ?? Number.NaN);
  const { received, failure } = await drain(body, routeOptions.bodyLimit, take);
  if (failure instanceof errorCodes.FST_ERR_CTP_BODY_TOO_LARGE) void reply.header("connection", "close");
  if (failure !== null) throw failure;
  const sent = encodedLengthOf(body) ?? received;
  if (!Number.isNaN(length) && sent !== length) throw new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH();
}

/** For a refusal that was made without it. A body that was too long is not waited for. */
export async function passBodyBy(call: HttpCall): Promise<void> {
  const { body } = call.request;
  if (body instanceof Readable && !body.readableDidRead && !body.readableEnded) {
    await readBodyChunks(call, () => undefined).catch(() => undefined);
  }
}

/** Before its first byte: a length that is too much already. */
export function refuseLongBody({ headers, routeOptions }: FastifyRequest): void {
  if (Number(headers["content-length"]) > routeOptions.bodyLimit) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
}

type Drained = Readonly<{ received: number; failure: Error | null }>;

const drain = (body: Readable, limitBytes: number, take: (chunk: Buffer) => void): Promise<Drained> =>
  new Promise((resolve) => {
    let received = 0;
    let failure: Error | null = null;
    let isOver = false;
    const end = () => {
      isOver = true;
      body.off("data", onData);
      resolve({ received, failure });
    };
    const fail = (error: Error) => {
      failure ??= error;
      end();
    };
    const onData = (chunk: Buffer) => {
      received += chunk.length;
      if (received > limitBytes) return fail(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
      if (failure === null) failure = failureOf(() => take(chunk));
    };
    if (body.readableEnded) return end();
    if (body.destroyed) return fail(BROKEN_OFF());
    body.on("data", onData);
    body.once("end", end);
    body.once("error", (error: Error) => fail("statusCode" in error ? error : BROKEN_OFF(error)));
    // Every body closes; an error with its stack is made of those that did not end before.
    body.once("close", () => {
      if (!isOver) fail(BROKEN_OFF());
    });
    // @fastify/compress hands it over paused.
    body.resume();
  });

const BROKEN_OFF = (cause?: Error) =>
  Object.assign(new Error("The body breaks off. Send it again.", { cause }), { code: "BAD_REQUEST", statusCode: 400 });

function failureOf(work: () => void): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error("the body could not be read", { cause: error });
  }
}

/** Set by @fastify/compress on what it unpacks. */
const encodedLengthOf = (body: Readable): number | undefined =>
  "receivedEncodedLength" in body && typeof body.receivedEncodedLength === "number"
    ? body.receivedEncodedLength
    : undefined;

const UTF_8 = /^(utf-?8|us-ascii)$/i;

/**
 * The bytes of a body as text. Only UTF-8: anything else would be read as other letters than were sent.
 * Errors  INVALID_INPUT with what it seems to be, and the remedy.
 */
export function readBodyText(body: Buffer, contentType: string): string {
  refuseOtherCharset(contentType);
  refuseUtf16(body);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw refusedBody(fieldProblem("body", "not-utf-8"), cause);
  }
}

export function refuseOtherCharset(contentType = ""): void {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset !== undefined && !UTF_8.test(charset)) {
    throw refusedField("Content-Type", "other-charset", { charset });
  }
}

/** By the mark that such a body begins with. */
export function refuseUtf16([first, second]: Uint8Array | readonly number[]): void {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) throw refusedField("body", "utf-16");
}

/** `cause` is for the log. */
const refusedBody = (issue: FieldProblem, cause: unknown) =>
  new DomainError("INVALID_INPUT", { issues: [issue] }, { cause });

/**
 * JSON of a body. An empty text is no body.
 * Units   `text`: numbers keep their digits (LosslessNumber); `plain`: JavaScript's own. Errors: INVALID_INPUT with a sentence.
 */
export function readJsonText(text: string, numbers: "plain" | "text"): unknown {
  if (text.trim() === "") return undefined;
  try {
    if (numbers === "plain") return JSON.parse(text);
    const value = parseLossless(text);
    return isLosslessNumber(value) ? value.valueOf() : value;
  } catch (cause) {
    if (cause instanceof RangeError) throw refusedBody(fieldProblem("body", "too-deep"), cause);
    const words = cause instanceof Error ? cause.message : "unreadable";
    throw refusedBody(fieldProblem("body", "not-json", { words }), cause);
  }
}
