/** Which catalogue is in force, from where, how old it is, and how the last refresh went. */
import type { CommandContext } from "../command-context";

const HOUR_MS = 3_600_000;

export async function showCatalog({ client, terminal }: CommandContext) {
  const state = await client.trpc.catalog.state.query();
  const { inForce: held, configuredSource, refreshEveryHours, lastError, waitingCount } = state;
  const lines = held
    ? [
        `In force: ${held.entryCount} entries from ${held.source} (${held.origin}), snapshot ${held.snapshotId}.`,
        `Fetched ${held.fetchedAt}, last confirmed ${held.confirmedAt} (${ageText(held.confirmedAt)}).`,
      ]
    : ["No catalogue is in force."];
  lines.push(`Refreshed every ${refreshEveryHours} h from ${configuredSource}.`);
  if (lastError !== null) lines.push(`The last refresh failed: ${lastError}`);
  if (waitingCount > 0) lines.push(`${waitingCount} changes wait for a decision: ratecard catalog review`);
  terminal.answer(state, lines.join("\n"));
}

function ageText(instant: string): string {
  const hours = Math.max(0, Math.floor((Date.now() - Date.parse(instant)) / HOUR_MS));
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
