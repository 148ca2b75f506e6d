/** A real server and the command line that knows it. The catalogue is `catalog.json` of the server's folder. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildCli, type Run } from "./run-cli";
import { startServer, type TestServer } from "./start-server";

export type OpenCli = Readonly<{
  server: TestServer;
  run: Run;
  /** In the server's folder; answers its path. */
  fileWith: (name: string, text: string) => Promise<string>;
}>;

export async function openCli(): Promise<OpenCli> {
  const [server, cli] = await Promise.all([startServer({ ALLOW_PRIVATE_NETWORKS: "true" }), buildCli()]);
  return {
    server,
    run: (args, more) =>
      cli(args, { ...more, env: { RATECARD_URL: server.url, RATECARD_KEY: server.key, ...more?.env } }),
    fileWith: async (name, text) => {
      const path = join(server.folder, name);
      await writeFile(path, text);
      return path;
    },
  };
}
