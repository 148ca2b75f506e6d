/** Fetches the catalogue now; a failed refresh keeps the last good one and fails the command. */
import type { CommandContext } from "../command-context";
import { impactLines } from "../impact-text";

export async function refreshCatalog({ client, terminal }: CommandContext) {
  const state = await client.trpc.catalog.refresh.mutate();
  const held = state.inForce;
  const what = held === null ? "none" : `${held.entryCount} entries from ${held.source}, fetched ${held.fetchedAt}`;
  const { inForce = null, waiting = null } = state.impact ?? {};
  const lines = [
    `The catalogue is ${state.outcome}: ${what}.`,
    ...(inForce ? impactLines(inForce, "At the prices now in force") : []),
    ...(waiting ? impactLines(waiting, "At the prices that wait to be accepted") : []),
  ];
  terminal.answer(state, lines.join("\n"));
}
