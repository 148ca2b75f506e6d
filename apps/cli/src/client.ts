/** The server as the commands see it: typed procedures, and plain HTTP for files and usage. */
import { ACCEPT_FAILING_CASES } from "@ratecard/contract";
import type { AppRouter } from "@ratecard/server";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { CliProblem, kindOf, NOT_OURS } from "./cli-problem";
import type { Settings } from "./settings";
import type { Terminal } from "./terminal";

export type RouterOutputs = inferRouterOutputs<AppRouter>;

export type RestRequest = Readonly<{ method?: "GET" | "POST"; body?: string; type?: string }>;

export type Download = Readonly<{ chunks: AsyncGenerator<Uint8Array, void, undefined>; headers: Headers }>;

export type Client = Readonly<{
  trpc: TRPCClient<AppRouter>;
  /** The answer's text. A refusal is a CliProblem with the server's own sentence; too busy is waited out. */
  rest: (path: string, request?: RestRequest) => Promise<string>;
  /** A file in pieces, as it comes. */
  download: (path: string) => Promise<Download>;
  /** The same as `rest`, read as JSON. An answer without `field` did not come from a Ratecard server. */
  restJson: <Answer extends object>(path: string, field: keyof Answer, request?: RestRequest) => Promise<Answer>;
}>;

const TOO_BUSY = new Set([429, 503]);
const MOST_TRIES = 6;
const LONGEST_WAIT_S = 30;

export function createClient({ url, key, acceptsFailingCases }: Settings): Client {
  const headers: Record<string, string> = {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(acceptsFailingCases && { [ACCEPT_FAILING_CASES]: "true" }),
  };
  const reach = reachOf(url);

  const send = (path: string, { method = "GET", body, type = "application/json" }: RestRequest) =>
    reach(url + path, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-type": type },
      ...(body === undefined ? {} : { body }),
    });

  const answered = async (path: string, request: RestRequest = {}): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(path, request);
      if (answer.ok && isExpected(path, answer)) return answer;
      if (answer.ok) throw new CliProblem(NOT_OURS, { kind: "unreachable" });
      const text = await wholeOf(answer, url);
      if (!TOO_BUSY.has(answer.status) || attempt === MOST_TRIES) throw refusalOf(answer.status, text);
      await waitFor(answer);
    }
  };

  const rest = async (path: string, request?: RestRequest) => wholeOf(await answered(path, request), url);

  const download = async (path: string): Promise<Download> => {
    const { body, headers } = await answered(path);
    return { chunks: piecesOf(body, url), headers };
  };

  const restJson = async <Answer extends object>(path: string, field: keyof Answer, request?: RestRequest) => {
    const answer = JSON.parse(await rest(path, request)) as Answer;
    if (Object.hasOwn(answer, field)) return answer;
    throw new CliProblem(NOT_OURS, { kind: "unreachable" });
  };

  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers, fetch: reach })] });
  return { trpc, rest, download, restJson };
}

const brokenOff = (url: string, cause: unknown) =>
  new CliProblem(`${url} broke off in the middle of its answer. Try again.`, { kind: "unreachable", cause });

const wholeOf = (answer: Response, url: string): Promise<string> =>
  answer.text().catch((cause: unknown) => {
    throw brokenOff(url, cause);
  });

async function* piecesOf(body: Response["body"], url: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (body) yield* body;
  } catch (cause) {
    throw brokenOff(url, cause);
  }
}

/** Ratecard answers no web page to a program: a sign-in page of a proxy, or another service, is not one of ours. */
function reachOf(url: string): typeof fetch {
  return async (address, init) => {
    const answer = await fetch(address, init).catch((cause: unknown) => {
      const sentence = `Nothing answers on ${url}${reasonOf(cause)}. Start the server, or name it with --url or RATECARD_URL.`;
      throw new CliProblem(sentence, { kind: "unreachable", cause });
    });
    if (!/^text\/html\b/.test(answer.headers.get("content-type") ?? "")) return answer;
    throw new CliProblem(NOT_OURS, { kind: "unreachable" });
  };
}

/** Files by their kind, everything else as JSON. */
function isExpected(path: string, { headers }: Response): boolean {
  const [file = ""] = path.split("?");
  return (headers.get("content-type") ?? "").startsWith(file.endsWith(".csv") ? "text/csv" : "application/json");
}

/** The system's own word, as ECONNREFUSED; empty when there is none. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? ` (${cause.code})` : "";
}

async function waitFor({ headers }: Response): Promise<void> {
  const seconds = Number.parseInt(headers.get("retry-after") ?? "1", 10) || 1;
  await new Promise((wake) => setTimeout(wake, Math.min(seconds, LONGEST_WAIT_S) * 1000));
}

type Refusal = Readonly<{ message?: unknown; details?: { issues?: readonly { code?: unknown }[] } }>;

/** `{ "error": { "message", "details" } }`; anything else did not come from a Ratecard server. Rows that are only held wait for a person. */
function refusalOf(status: number, text: string): CliProblem {
  try {
    const { error } = JSON.parse(text) as { error?: Refusal };
    const issues = error?.details?.issues ?? [];
    const isUndecided = issues.length > 0 && issues.every(({ code }) => code === "held");
    const kind = isUndecided ? "undecided" : kindOf(status);
    if (typeof error?.message === "string") return new CliProblem(error.message, { kind });
  } catch {
    // No JSON: said below.
  }
  return new CliProblem(`The server answered ${status} and no reason. Check that --url is a Ratecard server.`, {
    kind: "unreachable",
  });
}

/** What every command is given. */
export type CommandContext = Readonly<{ settings: Settings; client: Client; terminal: Terminal }>;
