/** An HTTP server of a test on a free port of this machine. An answer that cannot be made breaks the connection. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export async function serveOnLoopback(handle: Handle): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      process.stdout.write(`${request.method} ${request.url}: ${String(error)}\n`);
      response.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
