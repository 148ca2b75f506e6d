/** The server as the commands see it: typed procedures, and plain HTTP for files and usage. */
import type { AppRouter } from "@ratecard/server";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { CliProblem } from "./cli-problem";
import type { Settings } from "./settings";

export type RouterOutputs = inferRouterOutputs<AppRouter>;

export type RestRequest = Readonly<{ method?: "GET" | "POST"; body?: string; type?: string }>;

export type Client = Readonly<{
  trpc: TRPCClient<AppRouter>;
  /** The answer's text. A refusal is a CliProblem with the server's own sentence; too busy is waited out. */
  rest: (path: string, request?: RestRequest) => Promise<string>;
}>;

const TOO_BUSY = new Set([429, 503]);
const MOST_TRIES = 6;
const LONGEST_WAIT_S = 30;

export function createClient({ url, key }: Settings): Client {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };

  const reach: typeof fetch = (address, init) =>
    fetch(address, init).catch((cause: unknown) => {
      throw new CliProblem(`Nothing answers on ${url}. Start the server, or name it with --url or RATECARD_URL.`, {
        cause,
      });
    });

  const send = (path: string, { method = "GET", body, type = "application/json" }: RestRequest) =>
    reach(url + path, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-type": type },
      ...(body === undefined ? {} : { body }),
    });

  const rest = async (path: string, request: RestRequest = {}): Promise<string> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(path, request);
      const text = await answer.text();
      if (answer.ok) return text;
      if (!TOO_BUSY.has(answer.status) || attempt === MOST_TRIES) throw new CliProblem(sentenceOf(answer.status, text));
      await waitFor(answer);
    }
  };

  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers, fetch: reach })] });
  return { trpc, rest };
}

async function waitFor({ headers }: Response): Promise<void> {
  const seconds = Number.parseInt(headers.get("retry-after") ?? "1", 10) || 1;
  await new Promise((wake) => setTimeout(wake, Math.min(seconds, LONGEST_WAIT_S) * 1000));
}

/** `{ "error": { "message" } }`; anything else did not come from a Ratecard server. */
function sentenceOf(status: number, text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string } };
    if (error?.message !== undefined) return error.message;
  } catch {
    // No JSON: said below.
  }
  return `The server answered ${status} and no reason. Check that --url is a Ratecard server.`;
}
