/** Which catalogue is in force, from where, how old it is, and how the last refresh went. */
import type { AppRouter } from "@ratecard/server";
import type { inferRouterOutputs } from "@trpc/server";
import { changeText, impactLines } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import type { Command } from "commander";
import { contextOf, REASON, withGlobals, withServer } from "../define-command";

export function addCatalog(program: Command): void {
  const catalog = program.command("catalog").description("the price catalogue");
  withServer(catalog.command("show"))
    .description("which one is in force, its source and its age")
    .action(async (_options, command: Command) => showCatalog(contextOf(command)));
  withGlobals(catalog.command("refresh"))
    .description("fetch the catalogue now")
    .action(async (_options, command: Command) => refreshCatalog(contextOf(command)));
  withServer(catalog.command("review"))
    .description("changes that wait for a decision")
    .action(async (_options, command: Command) => listReview(contextOf(command)));
  for (const decision of ["accept", "reject"] as const) {
    withGlobals(catalog.command(`${decision} <keys...>`))
      .description(decision === "accept" ? "let waiting changes come into force" : "keep the old prices")
      .option("--reason <text>", REASON)
      .action(async (keys: string[], { reason }: { reason?: string }, command: Command) =>
        decideReview(contextOf(command), decision, keys, reason),
      );
  }
}

const HOUR_MS = 3_600_000;

async function showCatalog({ client, terminal }: CommandContext) {
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

const MOST_SHOWN = 50;

/** Fetches the catalogue now, or says what that would change. A failed refresh keeps the last good one and fails the command. */
async function refreshCatalog(context: CommandContext) {
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

type Change = inferRouterOutputs<AppRouter>["catalog"]["review"]["waiting"][number];
type Decision = "accept" | "reject";

/** The changes of the catalogue that wait for a decision, and those that were rejected; and the decision, by key. */
async function listReview({ client, terminal }: CommandContext) {
  const { waiting, rejected } = await client.trpc.catalog.review.query();
  const lines = [
    waiting.length === 0 ? "No change waits." : `${waiting.length} changes wait:`,
    ...waiting.map((change) => changeText(change)),
    ...(rejected.length === 0 ? [] : [`${rejected.length} were rejected:`]),
    ...rejected.map((change) => changeText(change, change.reason === null ? "" : `, because: ${change.reason}`)),
  ];
  terminal.answer({ waiting, rejected }, lines.join("\n"));
}

async function decideReview(
  { settings, client, terminal }: CommandContext,
  decision: Decision,
  keys: readonly string[],
  reason: string | undefined,
) {
  const { waiting, rejected } = await client.trpc.catalog.review.query();
  const open = decision === "accept" ? [...waiting, ...rejected] : waiting;
  const chosen = [...new Set(keys)].map((key) => found(open, key));
  if (settings.isDryRun) {
    const lines = chosen.map((change) => changeText(change));
    return terminal.answer(
      { dryRun: true, chosen },
      [...lines, `${PAST[decision]} would be ${chosen.length}.`].join("\n"),
    );
  }
  const changeIds = chosen.map(({ changeId }) => changeId);
  const decided = await client.trpc.catalog[decision].mutate({ changeIds, ...(reason !== undefined && { reason }) });
  return terminal.answer(decided, `${PAST[decision]}: ${decided.keys.join(", ")}.`);
}

const PAST = { accept: "Accepted", reject: "Rejected" } as const satisfies Record<Decision, string>;

function found(open: readonly Change[], key: string): Change {
  const change = open.find((candidate) => candidate.key === key);
  if (change) return change;
  const known = open.map((change) => `"${change.key}"`).join(", ");
  throw new CliProblem(`No change of "${key}" is open. Open ones: ${known || "none"}.`, { kind: "usage" });
}
