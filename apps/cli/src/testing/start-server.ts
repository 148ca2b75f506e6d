/** A real Ratecard server as a process of its own, on a database of its own, with one key that may do everything. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@ratecard/prisma/testing";
import { expect, vi } from "vitest";

const SERVER = fileURLToPath(new URL("../../../server", import.meta.url));
const READY = /ready on (http:\/\/\S+)/;

export type TestServer = Readonly<{
  url: string;
  key: string;
  folder: string;
  /** Behind the server's back. */
  sql: (text: string) => Promise<unknown>;
  stop: () => Promise<void>;
}>;

/** `folder` is a temporary one for the files of the test, too; the catalogue is its `catalog.json`, which a test writes. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "ratecard-cli-"));
  const key = "a-key-of-the-tests-of-the-command-line,-all-scopes";
  const manifest = createRequire(join(SERVER, "package.json")).resolve("tsx/package.json");
  const child = spawn(process.execPath, [join(manifest, "../dist/cli.mjs"), "src/main.ts"], {
    cwd: SERVER,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      DATABASE_URL: database.url,
      RATECARD_DATA_DIR: folder,
      RATECARD_API_KEY: key,
      LOG_LEVEL: "silent",
      LITELLM_CATALOG_URL: `file:${folder}/catalog.json`,
      ...settings,
    },
  });
  const end = async () => {
    const gone = once(child, "exit");
    if (child.exitCode === null && child.kill("SIGTERM")) await gone;
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  let ending: Promise<void> | undefined;
  const stop = () => (ending ??= end());
  const url = await addressOf(child);
  if (url === null) {
    await stop();
    throw new Error("the server did not start");
  }
  await firstRefresh(url, key);
  return { url, key, folder, sql: (text) => database.pool.query(text), stop };
}

/** The server asks for its catalogue once by itself, and finds none; what a test writes after that, only the test asks for. */
async function firstRefresh(url: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  const lastError = async () => {
    const state: unknown = await (await fetch(`${url}/api/catalog`, { headers })).json();
    expect(state).toMatchObject({ lastError: expect.stringContaining("There is no such file") });
  };
  await vi.waitFor(lastError, { timeout: 60_000 });
}

/** null: it ended before it was ready. Its complaints go to our own stderr. */
async function addressOf(child: ReturnType<typeof spawn>): Promise<string | null> {
  if (!child.stdout || !child.stderr) return null;
  child.stderr.pipe(process.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    const address = READY.exec(line)?.[1];
    if (address !== undefined) {
      child.stdout.resume();
      return address;
    }
  }
  return null;
}
