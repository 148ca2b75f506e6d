/**
 * `pnpm bench:ledger`: what the ledger takes and how fast, on the built server and its embedded PostgreSQL. Nothing is asserted.
 * Settings of a run are in `env.ts`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withEmbeddedServer } from "./embedded-server";
import { readOptions } from "./env";
import { measureIntake } from "./intake";

const { parts, seconds, rounds } = readOptions();
if (parts.includes("intake")) {
  const dataDir = await mkdtemp(join(tmpdir(), "ratecard-ledger-"));
  try {
    await withEmbeddedServer(dataDir, (server) => measureIntake(server, seconds, rounds));
  } finally {
    await rm(dataDir, { recursive: true });
  }
}
