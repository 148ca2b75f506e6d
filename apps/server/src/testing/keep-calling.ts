/**
 * Calls a server again and again, as gateways and people do while its database comes and goes, and counts what was answered.
 * Errors  none thrown: what is neither an answer nor a "try again" is kept in `wrong`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { API_KEY } from "./spawn-server";

export type Calls = Readonly<{
  /** By status; 0: no answer at all. */
  answers: ReadonlyMap<number, number>;
  /** Answers that should not be: 500s, and "try again" without a time. */
  wrong: readonly string[];
  /** Ends when the last call has its answer. */
  stop: () => Promise<void>;
}>;

type Call = Readonly<{ method?: string; path: string; headers?: Readonly<Record<string, string>>; body?: unknown }>;
/** The next call; `answered` says what became of the one before it, null when it is to be sent again. */
export type Caller = Readonly<{ next: () => Call | Promise<Call>; answered?: (status: number, text: string) => void }>;

const RETRY_MS = 100;
const LATER = new Set([429, 503]);

export function keepCalling(url: string, callers: readonly Caller[]): Calls {
  const answers = new Map<number, number>();
  const wrong: string[] = [];
  let isStopping = false;

  const run = async ({ next, answered }: Caller) => {
    while (!isStopping) {
      const call = await next();
      for (;;) {
        const { status, retryAfter, text } = await send(url, call);
        answers.set(status, (answers.get(status) ?? 0) + 1);
        const isLater = LATER.has(status);
        const shown = `${call.method ?? "GET"} ${call.path}: ${status} ${text.slice(0, 300)}`;
        if ((status >= 500 && !isLater) || (isLater && retryAfter === null)) wrong.push(shown);
        if (!isLater && status !== 0) {
          answered?.(status, text);
          break;
        }
        // A server that is gone for good would keep its callers for ever.
        if (status === 0 && isStopping) return;
        await sleep(RETRY_MS);
      }
    }
  };
  const running = Promise.all(callers.map(run));
  return {
    answers,
    wrong,
    stop: async () => {
      isStopping = true;
      await running;
    },
  };
}

async function send(url: string, { method = "GET", path, headers, body }: Call) {
  try {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text: await answer.text() };
  } catch {
    return { status: 0, retryAfter: null, text: "" };
  }
}
