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
  signal?: AbortSignal | undefined;
  /** Takes the text of a 2xx answer as it comes, of which nothing is kept then. false: enough was seen, the rest is not read. */
  read?: (text: string) => boolean;
  /** Called when a connection stands and the request is about to leave: before that the other side has seen nothing of it. */
  leaving?: () => void;
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
  const { signal, forget } = signalOf(request);
  try {
    const response = await fetch(url, {
      method: request.method ?? "GET",
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
      dispatcher: agent.compose(neverPaused(request.maxBytes, request.leaving)),
      signal,
    });
    return await answerOf(response, url, request);
  } catch (error) {
    if (request.signal?.aborted) return failure("aborted", "The call was ended before its answer came.");
    return outboundFailure(error, url, request.deadlineMs);
  } finally {
    forget();
    await agent.destroy();
  }
}

/**
 * Aborted at the deadline, and when the caller gives up.
 * Source  nodejs/node#57736, seen on 20.20: what AbortSignal.any makes of AbortSignal.timeout may be collected before its time
 *         comes, and the call never ends.
 */
function signalOf({ deadlineMs, signal }: OutboundRequest) {
  const ending = new AbortController();
  const giveUp = () => ending.abort();
  const timer = setTimeout(() => ending.abort(new DOMException("", "TimeoutError")), deadlineMs);
  if (signal?.aborted) giveUp();
  signal?.addEventListener("abort", giveUp);
  const forget = () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  };
  return { signal: ending.signal, forget };
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

async function answerOf(response: Response, url: URL, { maxBytes, read }: OutboundRequest): Promise<OutboundAnswer> {
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && response.status !== 304) {
    return failure(
      "redirected",
      `${url.host} answered ${response.status} and points ${location ? `to ${shown(location)}` : "elsewhere"}. Enter the final address itself.`,
    );
  }
  const isStreamed = read !== undefined && response.ok;
  let text = "";
  const keep = (piece: string) => {
    text += piece;
    return read === undefined || text.length < MOST_OF_REFUSAL;
  };
  const problem = await readUpTo(response, maxBytes, isStreamed ? read : keep);
  if (problem === "too-large")
    return failure("too-large", `${url.host} sent more than ${maxBytes} bytes. This is not the expected answer.`);
  if (problem === "not-text") return failure("not-text", `${url.host} sent something that is not UTF-8 text.`);
  return { ok: true, status: response.status, headers: Object.fromEntries(response.headers), text };
}

/** Of an answer that is none but an error, where the text itself is streamed: enough to know it by. */
const MOST_OF_REFUSAL = 64 * 1024;

const LONGEST_SHOWN = 200;
const shown = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

/** What is beyond the size, or was not asked for, is not read. */
async function readUpTo(
  response: Response,
  maxBytes: number,
  take: (text: string) => boolean,
): Promise<"too-large" | "not-text" | null> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return "too-large";
    const text = decodedBy(decoder, chunk);
    if (text === null) return "not-text";
    if (!take(text)) return null;
  }
  return decodedBy(decoder) === null ? "not-text" : null;
}

/** Without a chunk: whether the last letter was whole. */
function decodedBy(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string | null {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    return null;
  }
}

/**
 * Takes an answer as fast as it comes instead of making the sender wait.
 * Units   bytes as they come, before decoding; beyond `mostBytes` they are dropped, so that no more than that is ever held.
 * Source  nodejs/undici#5360: a connection that ends while its parser waits for the reader kills the process, and nobody can
 *         catch it. Mended in undici 8 only, which does not run on Node 20.
 */
const neverPaused =
  (mostBytes: number, leaving: OutboundRequest["leaving"]): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(options, withoutPause(handler, mostBytes, leaving));

/** `false` is how a handler asks for a pause. */
function withoutPause(
  handler: Dispatcher.DispatchHandler,
  mostBytes: number,
  leaving: OutboundRequest["leaving"],
): Dispatcher.DispatchHandler {
  let size = 0;
  return {
    onConnect: (abort) => {
      leaving?.();
      handler.onConnect?.(abort);
    },
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
