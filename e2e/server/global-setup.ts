/** One server for the whole run, with an admin who is signed in once; journeys that need an empty one start their own. */
import { mkdir, writeFile } from "node:fs/promises";
import { request } from "@playwright/test";
import { RESULTS, SESSION_FILE } from "./places";
import { ADMIN, API_KEY } from "./people";
import { startServer } from "./start-server";

export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await startServer({
    RATECARD_ADMIN_EMAIL: ADMIN.email,
    RATECARD_ADMIN_PASSWORD: ADMIN.password,
    RATECARD_API_KEY: API_KEY,
  });
  // The test processes read their address from here.
  process.env.E2E_URL = server.url;
  await mkdir(RESULTS, { recursive: true });
  await signIn(server.url);
  return async () => {
    const exitCode = await server.stop();
    await writeFile(`${RESULTS}/server.log`, server.output());
    if (exitCode !== 0) throw new Error(`The server ended with ${exitCode}.\n${server.output()}`);
  };
}

/** Sign-in is limited per address, so all journeys share this session. */
async function signIn(url: string): Promise<void> {
  const session = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const answer = await session.post("/api/auth/sign-in/email", { data: ADMIN });
  if (!answer.ok()) throw new Error(`Sign-in failed: ${answer.status()} ${await answer.text()}`);
  await session.storageState({ path: SESSION_FILE });
  await session.dispose();
}
