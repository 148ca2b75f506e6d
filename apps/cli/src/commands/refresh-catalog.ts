/** Fetches the catalogue now, or says what that would change. A failed refresh keeps the last good one and fails the command. */
import type { RouterOutputs } from "../client";
import type { CommandContext } from "../command-context";
import { changeText } from "../change-text";
import { impactLines } from "../impact-text";

const MOST_SHOWN = 50;

export async function refreshCatalog(context: CommandContext) {
  if (context.settings.isDryRun) return previewRefresh(context);
  const { client, terminal } = context;
  const state = await client.trpc.catalog.refresh.mutate();
  const held = state.inForce;
  const what = held === null ? "none" : `${held.entryCount} entries from ${held.source}, fetched ${held.fetchedAt}`;
  const lines = [`The catalogue is ${state.outcome}: ${what}.`, ...meaningOf(state.impact)];
  terminal.answer(state, lines.join("\n"));
}

type Meaning = RouterOutputs["catalog"]["refresh"]["impact"];

function meaningOf(impact: Meaning): readonly string[] {
  const { inForce = null, waiting = null } = impact ?? {};
  return [
    ...(inForce ? impactLines(inForce, "At the prices now in force") : []),
    ...(waiting ? impactLines(waiting, "At the prices that wait to be accepted") : []),
  ];
}

async function previewRefresh({ client, terminal }: CommandContext) {
  const preview = await client.trpc.catalog.previewRefresh.query();
  const { outcome, source, changes, isOtherSource } = preview;
  const held = changes.filter(({ isHeld }) => isHeld).length;
  const shown = changes.slice(0, MOST_SHOWN).map((change) => changeText(change, change.isHeld ? ", would wait" : ""));
  const sum =
    outcome === "unchanged"
      ? `Nothing would change: ${source} is the catalogue in force.`
      : `${changes.length} changes from ${source}: ${changes.length - held} at once, ${held} would wait for a decision. Nothing was written.`;
  terminal.answer(
    preview,
    [
      ...shown,
      ...(changes.length > MOST_SHOWN ? [`  ... and ${changes.length - MOST_SHOWN} more (--json lists all)`] : []),
      ...(isOtherSource
        ? ["Another source than the one in force: it would replace it whole, but for what would wait."]
        : []),
      ...meaningOf(preview.impact),
      sum,
    ].join("\n"),
  );
}
