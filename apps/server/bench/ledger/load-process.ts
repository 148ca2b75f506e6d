/**
 * A process that loads something, so that its work is none of the server's and its processor time is counted apart.
 * Errors  `run` rejects with what went wrong in that process.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import type { Load, LoadResult, Order, Report } from "./loads";

export type LoadProcess = Readonly<{ pid: number; run: (order: Order) => Promise<LoadResult>; stop: () => void }>;

export function startLoad(load: Load): LoadProcess {
  const child = fork(new URL("load.ts", import.meta.url), [JSON.stringify(load)]);
  return {
    pid: child.pid ?? 0,
    run: async (order) => {
      const over = new AbortController();
      const report = Promise.race([
        once(child, "message", over).then(([message]) => message as Report),
        once(child, "exit", over).then((): Report => ({ problem: "The load ended before it was done." })),
      ]);
      child.send(order);
      // The listener that did not answer goes, or each run would leave one behind.
      const answer = await report.finally(() => over.abort());
      if ("problem" in answer) throw new Error(answer.problem);
      return answer.result;
    },
    stop: () => {
      child.kill();
    },
  };
}
