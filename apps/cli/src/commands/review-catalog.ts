/** The changes of the catalogue that wait for a decision, and those that were rejected; and the decision, by key. */
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@ratecard/server";
import type { CommandContext } from "../command-context";
import { changeText } from "../change-text";
import { CliProblem } from "../cli-problem";

type Change = inferRouterOutputs<AppRouter>["catalog"]["review"]["waiting"][number];
type Decision = "accept" | "reject";

export async function listReview({ client, terminal }: CommandContext) {
  const { waiting, rejected } = await client.trpc.catalog.review.query();
  const lines = [
    waiting.length === 0 ? "No change waits." : `${waiting.length} changes wait:`,
    ...waiting.map((change) => changeText(change)),
    ...(rejected.length === 0 ? [] : [`${rejected.length} were rejected:`]),
    ...rejected.map((change) => changeText(change, change.reason === null ? "" : `, because: ${change.reason}`)),
  ];
  terminal.answer({ waiting, rejected }, lines.join("\n"));
}

export async function decideReview(
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
  const change = open.find((one) => one.key === key);
  if (change) return change;
  const known = open.map((one) => `"${one.key}"`).join(", ");
  throw new CliProblem(`No change of "${key}" is open. Open ones: ${known || "none"}.`, { kind: "usage" });
}
