/**
 * Proofs of the ledger on the built server and its embedded database. Exit code 1 when an event, a count or a digit of a sum is not what
 * was sent.
 *
 *   pnpm build && pnpm --filter @ratecard/server ledger-proof [replays] [kills] [zone] [imports]
 */
import { proveImports } from "./imports";
import { proveKills } from "./kills";
import { withDatabase } from "./proof-ledger";
import { proveReplays } from "./replays";
import { proveZone } from "./zone";

const PROOFS = { replays: proveReplays, kills: proveKills, zone: proveZone, imports: proveImports };
const asked = process.argv.slice(2);
for (const [name, prove] of Object.entries(PROOFS)) {
  if (asked.length === 0 || asked.includes(name)) await withDatabase(prove);
}
