/**
 * `pnpm bench:ledger [folder]`: what the ledger takes and how fast it answers, on the built server and its embedded PostgreSQL.
 * Nothing is asserted. Filled databases are kept in the folder; the settings of a run are in `env.ts`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askQuestions } from "./ask-questions";
import { withEmbeddedServer } from "./embedded-server";
import { readOptions } from "./env";
import { withFilledLedger } from "./filled-ledger";
import { measureIntake } from "./intake";
import { measureOverload } from "./overload";

const { parts, seconds, rounds, rows, folder } = readOptions();
const passing = await mkdtemp(join(tmpdir(), "ratecard-ledger-"));
try {
  if (parts.includes("intake")) {
    await withEmbeddedServer(join(passing, "intake"), (server) => measureIntake(server, seconds, rounds));
  }
  if (parts.includes("overload")) {
    await withEmbeddedServer(join(passing, "overload"), (server) => measureOverload(server, seconds));
  }
  for (const kind of ["rows", "shape"] as const) {
    if (!parts.includes(kind === "rows" ? "questions" : kind)) continue;
    await withFilledLedger(folder ?? passing, kind, rows, async (filled) => {
      const title =
        kind === "rows" ? `${filled.rows.toLocaleString("en")} requests` : "rollups as 100,000,000 requests leave them";
      process.stdout.write(`\n${title} in a year\n`);
      await askQuestions(filled, kind === "rows");
    });
  }
} finally {
  await rm(passing, { recursive: true });
}
