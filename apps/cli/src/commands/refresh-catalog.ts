/** Fetches the catalogue now; a failed refresh keeps the last good one and fails the command. */
import type { CommandContext } from "../command-context";

export async function refreshCatalog({ client, terminal }: CommandContext) {
  const state = await client.trpc.catalog.refresh.mutate();
  const held = state.inForce;
  const what = held === null ? "none" : `${held.entryCount} entries from ${held.source}, fetched ${held.fetchedAt}`;
  terminal.answer(state, `The catalogue is ${state.outcome}: ${what}.`);
}
