/** Vitest's `globalSetup` of every project that needs PostgreSQL: the first one starts it, all of them share it. */
import { SERVER_VARIABLE, startTestServer, TEMPLATE_VARIABLE } from "./test-server";

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[SERVER_VARIABLE]) return undefined;
  const server = await startTestServer();
  process.env[SERVER_VARIABLE] = server.url;
  process.env[TEMPLATE_VARIABLE] = server.template;
  return async () => {
    delete process.env[SERVER_VARIABLE];
    await server.stop();
  };
}
