/**
 * A small LiteLLM that listens on loopback while sample data is loaded, so that discovery has somebody to talk to.
 * Errors  start() answers the origin it listens on; a port that is taken gives way to a free one.
 */
import { createServer, type Server } from "node:http";
import { answerAsGateway } from "@ratecard/fixtures";

const LOOPBACK = "127.0.0.1";
const ANY_PORT = 0;

export type SampleGateway = Readonly<{
  /** Answers its origin, as `http://127.0.0.1:41234`. Started twice it only changes its key. */
  start: (apiKey: string, preferredPort?: number) => Promise<string>;
  stop: () => Promise<void>;
  /** null while it does not run. */
  origin: () => string | null;
}>;

export function createSampleGateway(): SampleGateway {
  let apiKey = "";
  let server: Server | null = null;

  const origin = () => {
    const address = server?.address();
    return address && typeof address === "object" ? `http://${LOOPBACK}:${address.port}` : null;
  };

  const start = async (key: string, preferredPort = ANY_PORT): Promise<string> => {
    apiKey = key;
    server ??= await listen(() => apiKey, preferredPort).catch(() => listen(() => apiKey, ANY_PORT));
    return origin() ?? "";
  };

  const stop = async () => {
    const running = server;
    server = null;
    if (!running) return;
    running.closeAllConnections();
    await new Promise<void>((done) => running.close(() => done()));
  };

  return { start, stop, origin };
}

function listen(apiKey: () => string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const question = { method: request.method ?? "GET", path, authorization: request.headers.authorization };
    const { status, body } = answerAsGateway(question, apiKey());
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  return new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, LOOPBACK, () => listening(server));
  });
}
