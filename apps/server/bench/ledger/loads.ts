/** What the loading processes and the one that starts them tell each other. */

/** `answer`: what the body of a good answer begins with. */
export type HttpLoad = Readonly<{ kind: "http"; port: number; path: string; eventsACall: number; answer: string }>;
export type RawLoad = Readonly<{ kind: "raw"; url: string; eventsACall: number }>;
export type Load = HttpLoad | RawLoad;

export type Order = Readonly<{ connections: number; seconds: number }>;
/** Counted until the last call is answered; `medianMs`, `slowMs` (95 of 100) and `longestMs` of calls that were taken, `refused` were not. */
export type LoadResult = Readonly<{
  calls: number;
  refused: number;
  seconds: number;
  medianMs: number;
  slowMs: number;
  longestMs: number;
}>;
export type Report = Readonly<{ result: LoadResult } | { problem: string }>;

/** `refused`: the server has too much at once, nothing of the call was taken. */
export type CallResult = "done" | "refused";

/** What each kind of load gives: connections, numbered from 0, on each of which one call follows the other. */
export type LoadedConnections = Readonly<{
  open: (
    connection: number,
    connections: number,
  ) => Promise<Readonly<{ call: () => Promise<CallResult>; close: () => Promise<void> }>>;
}>;
