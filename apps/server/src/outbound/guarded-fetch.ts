/**
 * The one way out of this server: http(s) only, to addresses the rule allows, never following a redirect, within a size and a time.
 * Units   `maxBytes` counts decoded bytes, so a small compressed body cannot grow without end. `deadlineMs` is the whole call.
 * Errors  none thrown: a failure is an answer with a closed cause and advice. Any status but a redirect is `ok`; judge it yourself.
 */
import { Agent, type Dispatcher, fetch, Headers, type Response } from "undici";
import { guardedConnector } from "./guarded-connector";
import { failure, type OutboundFailure, outboundFailure } from "./outbound-failure";

export type OutboundRequest = Readonly<{
  url: string;
  method?: "GET" | "POST" | "PUT";
  headers?: Readonly<Record<string, string>>;
  body?: string;
  maxBytes: number;
  deadlineMs: number;
  /** Private and loopback addresses too: the setting ALLOW_PRIVATE_NETWORKS. */
  allowPrivate: boolean;
  /** Ends the call early; the answer is then `aborted`. */
  signal?: AbortSignal;
}>;

/** Header names are lower case. */
export type OutboundAnswer =
  | Readonly<{ ok: true; status: number; headers: Readonly<Record<string, string>>; text: string }>
  | OutboundFailure;

export async function guardedFetch(request: OutboundRequest): Promise<OutboundAnswer> {
  const url = outboundUrl(request.url);
  if (!(url instanceof URL)) return url;
  const headers = outboundHeaders(request.headers);
  if (!headers)
    return failure(
      "invalid-header",
      "A header holds a line break or another character HTTP cannot carry. Check the key.",
    );
  const agent = new Agent({ connect: guardedConnector(request.allowPrivate, request.deadlineMs), pipelining: 0 });
  try {
    const response = await fetch(url, {
      method: request.method ?? "GET",
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
      dispatcher: agent.compose(neverPaused(request.maxBytes)),
      signal: AbortSignal.any([AbortSignal.timeout(request.deadlineMs), ...(request.signal ? [request.signal] : [])]),
    });
    return await answerOf(response, url, request.maxBytes);
  } catch (error) {
    if (request.signal?.aborted) return failure("aborted", "The call was ended before its answer came.");
    return outboundFailure(error, url, request.deadlineMs);
  } finally {
    await agent.destroy();
  }
}

function outboundUrl(text: string): URL | OutboundFailure {
  if (!URL.canParse(text))
    return failure("invalid-url", "This is no URL. It starts with https:// or http:// and names a host.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return failure("invalid-url", `Only http: and https: addresses are called, not ${url.protocol}`);
  }
  if (url.username !== "" || url.password !== "") {
    return failure(
      "invalid-url",
      "Leave name and password out of the URL; they would end up in logs. Use the key field.",
    );
  }
  return url;
}

function outboundHeaders(given: OutboundRequest["headers"]): Headers | null {
  try {
    return new Headers({ ...given });
  } catch {
    return null;
  }
}

async function answerOf(response: Response, url: URL, maxBytes: number): Promise<OutboundAnswer> {
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && response.status !== 304) {
    return failure(
      "redirected",
      `${url.host} answered ${response.status} and points ${location ? `to ${location}` : "elsewhere"}. Enter the final address itself.`,
    );
  }
  const bytes = await readUpTo(response, maxBytes);
  if (!bytes)
    return failure("too-large", `${url.host} sent more than ${maxBytes} bytes. This is not the expected answer.`);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { ok: true, status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch {
    return failure("not-text", `${url.host} sent something that is not UTF-8 text.`);
  }
}

/** null: there was more. The rest is not read. */
async function readUpTo(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Takes an answer as fast as it comes instead of making the sender wait.
 * Units   bytes as they come, before decoding; beyond `mostBytes` they are dropped, so that no more than that is ever held.
 * Source  nodejs/undici#5360: a connection that ends while its parser waits for the reader kills the process, and nobody can
 *         catch it. Mended in undici 8 only, which does not run on Node 20.
 */
const neverPaused =
  (mostBytes: number): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(options, withoutPause(handler, mostBytes));

/** `false` is how a handler asks for a pause. */
function withoutPause(handler: Dispatcher.DispatchHandler, mostBytes: number): Dispatcher.DispatchHandler {
  let size = 0;
  return {
    onConnect: (abort) => handler.onConnect?.(abort),
    onError: (error) => handler.onError?.(error),
    onUpgrade: (status, headers, socket) => handler.onUpgrade?.(status, headers, socket),
    onResponseStarted: () => handler.onResponseStarted?.(),
    onHeaders: (status, headers, resume, text) => {
      handler.onHeaders?.(status, headers, resume, text);
      return true;
    },
    onData: (chunk) => {
      // One byte more than allowed is enough for the reader to see that it is too much.
      if (size <= mostBytes) handler.onData?.(chunk);
      size += chunk.byteLength;
      return true;
    },
    onComplete: (trailers) => handler.onComplete?.(trailers),
    onBodySent: (chunkSize, total) => handler.onBodySent?.(chunkSize, total),
  };
}
