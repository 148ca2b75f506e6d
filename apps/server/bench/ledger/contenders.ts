/** Who takes part in the intake's benchmark: our server, PostgreSQL alone, Node alone. */
import { BARE_ANSWER } from "./bare-server";
import type { EmbeddedServer } from "./embedded-server";
import { type LoadProcess, startLoad } from "./load-process";

const [CONNECTIONS_OF_ONE, HTTP_CONNECTIONS, RAW_CONNECTIONS] = [
  [16, 32, 64, 128, 256],
  [8, 16, 32, 64],
  [1, 2, 4, 8],
];

export type Contender = Readonly<{
  name: string;
  eventsACall: number;
  connections: readonly number[];
  load: LoadProcess;
  /** Of the server in Node, where one is asked. */
  server?: number;
  /** By its name, whom it is compared with. */
  against?: string;
}>;

export function contendersFor(server: EmbeddedServer, bare: Readonly<{ pid: number; port: number }>): Contender[] {
  const ours = (eventsACall: number, against: string): Contender => ({
    name: `ours, ${eventsACall} a call`,
    eventsACall,
    connections: eventsACall === 1 ? CONNECTIONS_OF_ONE : HTTP_CONNECTIONS,
    load: startLoad({
      kind: "http",
      port: server.port,
      path: "/api/usage",
      eventsACall,
      answer: `"accepted":${eventsACall},`,
    }),
    server: server.pid,
    against,
  });
  const raw = (eventsACall: number): Contender => ({
    name: `raw, ${eventsACall} a call`,
    eventsACall,
    connections: RAW_CONNECTIONS,
    load: startLoad({ kind: "raw", url: server.databaseUrl, eventsACall }),
  });
  const bareOne: Contender = {
    name: "bare, 1 a call",
    eventsACall: 1,
    connections: CONNECTIONS_OF_ONE,
    load: startLoad({ kind: "http", port: bare.port, path: "/", eventsACall: 1, answer: BARE_ANSWER }),
    server: bare.pid,
  };
  return [
    ours(1, bareOne.name),
    bareOne,
    ours(100, "raw, 100 a call"),
    raw(100),
    ours(1000, "raw, 1000 a call"),
    raw(1000),
  ];
}
