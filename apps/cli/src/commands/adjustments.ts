/**
 * Discounts and margins of providers: listed, set, ended. Units: percents, USD per request.
 * Source  a change is looked at first, and written against what that look has seen: somebody else's change in between refuses it.
 */
import { impactLines, textTable } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import type { Command } from "commander";
import { contextOf, REASON, withGlobals, withServer } from "../define-command";

type ChangeOptions = Readonly<{ from?: string; reason?: string }>;
type AdjustmentOptions = ChangeOptions & Readonly<{ discount?: string; margin?: string; perRequest?: string }>;

export function addAdjustments(program: Command): void {
  const adjustments = program.command("adjustments").description("discounts and margins of providers");
  withServer(adjustments.command("list"))
    .description("every one with its window and its author: past, in force, scheduled")
    .action(async (_options, command: Command) => listAdjustments(contextOf(command)));
  withGlobals(adjustments.command("set <provider>"))
    .description(
      "a provider's discount or margins as a whole: what is not given is none; global for all other providers",
    )
    .option("--discount <percent>", "taken off what a price says, as 5 or 0.25")
    .option("--margin <percent>", "added after the discount")
    .option("--per-request <usd>", "added to each request, after the margin")
    .option("--from <instant>", FROM)
    .option("--reason <text>", REASON)
    .action(async (provider: string, options: AdjustmentOptions, command: Command) =>
      setAdjustment(contextOf(command), provider, options),
    );
  withGlobals(adjustments.command("end <provider>"))
    .description("end what a provider has, and drop what is scheduled after that")
    .option("--from <instant>", FROM)
    .option("--reason <text>", REASON)
    .action(async (provider: string, options: ChangeOptions, command: Command) =>
      endAdjustment(contextOf(command), provider, options),
    );
}

const FROM = "since when, ISO 8601 with an offset as 2026-01-31T00:00:00Z; now if missing";

const NONE = "No discounts and no margins: every request costs what its price says.";

async function listAdjustments({ client, terminal }: CommandContext) {
  const list = await client.trpc.adjustments.list.query();
  terminal.answer(list, adjustmentTable(list.adjustments) || NONE);
}

async function setAdjustment(context: CommandContext, provider: string, options: AdjustmentOptions) {
  const { discount, margin, perRequest } = options;
  if (discount === undefined && margin === undefined && perRequest === undefined)
    throw new CliProblem("Give at least one of --discount, --margin and --per-request.", { kind: "usage" });
  const terms = { discountPercent: discount, marginPercent: margin, fixedMarginUsd: perRequest };
  await change(context, { path: "/api/adjustments", provider, terms, options });
}

const endAdjustment = async (context: CommandContext, provider: string, options: ChangeOptions) =>
  change(context, { path: "/api/adjustments/end", provider, terms: null, options });

type Order = Readonly<{ path: string; provider: string; terms: Terms | null; options: ChangeOptions }>;

async function change({ settings, client, terminal }: CommandContext, { path, provider, terms, options }: Order) {
  const post = (query: string, more: object = {}) => {
    const body = JSON.stringify({ provider, ...terms, effectiveFrom: options.from, reason: options.reason, ...more });
    return client.restJson<AdjustmentChange>(path + query, "replaces", { method: "POST", body });
  };
  const shown = await post("?dryRun=true");
  const { impact, replaces } = shown;
  const answer = settings.isDryRun ? shown : { ...(await post("", { replaces })), ...(impact && { impact }) };
  terminal.answer(answer, changeText(answer, answer.written ?? terms, impact));
}

type AdjustmentChange = RouterOutputs["adjustments"]["set"];
type Listed = RouterOutputs["adjustments"]["list"]["adjustments"][number];
/** A missing one is none. */
type Terms = Readonly<
  Partial<Record<"discountPercent" | "marginPercent" | "fixedMarginUsd", string | null | undefined>>
>;

const HEADER = ["PROVIDER", "DISCOUNT", "MARGIN", "PER REQUEST", "FROM", "UNTIL", "STATE", "SET BY"];

/** Discounts and margins for people. Units: percents, USD per request. */
const adjustmentTable = (adjustments: readonly Listed[]): string =>
  textTable(
    HEADER,
    adjustments.map(({ provider, discountPercent, marginPercent, fixedMarginUsd, ...window }) => [
      provider,
      percent(discountPercent),
      percent(marginPercent),
      fixedMarginUsd === null ? ABSENT : `$${fixedMarginUsd}`,
      window.validFrom,
      window.validUntil ?? ABSENT,
      window.standing,
      window.actor,
    ]),
  );

const ABSENT = "-";
const percent = (of: string | null) => (of === null ? ABSENT : `${of} %`);

/** `terms` null: the adjustment is ended. `impact` is the look's before it. */
function changeText(
  { dryRun, provider, effectiveFrom, ended, dropped }: AdjustmentChange,
  terms: Terms | null,
  impact: AdjustmentChange["impact"],
): string {
  const would = (done: string) => (dryRun ? `would be ${done}` : done);
  const lines = [
    ...(terms ? [`${termsText(terms)}, from ${effectiveFrom}: ${would("set")}.`] : []),
    ...ended.map((window) => `${termsText(window)}: ${would("ended")} at ${effectiveFrom}.`),
    ...dropped.map((window) => `${termsText(window)}, from ${window.validFrom}: ${would("dropped")}.`),
  ];
  return [
    ...lines.map((line) => `${provider}: ${line}`),
    ...(impact ? impactLines(impact, terms ? "Were it in force now" : "Without it") : []),
    ...(dryRun ? ["Nothing was written."] : []),
  ].join("\n");
}

const termsText = ({ discountPercent, marginPercent, fixedMarginUsd }: Terms): string =>
  [
    ...(discountPercent ? [`discount ${discountPercent} %`] : []),
    ...(marginPercent ? [`margin ${marginPercent} %`] : []),
    ...(fixedMarginUsd ? [`$${fixedMarginUsd} a request`] : []),
  ].join(", ");
