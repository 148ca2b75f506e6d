/** One server for the whole run, with an admin who is signed in once; journeys that need an empty one start their own. */
import { mkdir, writeFile } from "node:fs/promises";
import { SET_UP } from "./people";
import { RESULTS, SESSION_FILE } from "./places";
import { signIn } from "./sign-in";
import { startServer } from "./start-server";

export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await startServer(SET_UP);
  // The test processes read their address from here.
  process.env.E2E_URL = server.url;
  await mkdir(RESULTS, { recursive: true });
  await writeFile(SESSION_FILE, JSON.stringify(await signIn(server.url)));
  return async () => {
    const exitCode = await server.stop();
    await writeFile(`${RESULTS}/server.log`, server.output());
    if (exitCode !== 0) throw new Error(`The server ended with ${exitCode}.\n${server.output()}`);
  };
}
