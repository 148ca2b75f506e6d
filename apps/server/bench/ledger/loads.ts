/** What the loading processes and the one that starts them tell each other. */

/** `answer`: what the body of a good answer begins with. */
export type HttpLoad = Readonly<{ kind: "http"; port: number; path: string; eventsACall: number; answer: string }>;
export type RawLoad = Readonly<{ kind: "raw"; url: string; eventsACall: number }>;
export type Load = HttpLoad | RawLoad;

export type Order = Readonly<{ connections: number; seconds: number }>;
/** Counted until the last call is answered; `medianMs` of a call. */
export type LoadResult = Readonly<{ calls: number; seconds: number; medianMs: number }>;
export type Report = Readonly<{ result: LoadResult } | { problem: string }>;

/** What each kind of load gives: connections, numbered from 0, on each of which one call follows the other. */
export type LoadedConnections = Readonly<{
  open: (
    connection: number,
    connections: number,
  ) => Promise<Readonly<{ call: () => Promise<void>; close: () => Promise<void> }>>;
}>;
