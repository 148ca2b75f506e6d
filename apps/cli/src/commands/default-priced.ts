/** Names whose requests were priced by a guess, the largest probable loss first. Exit code 0: listed; 1: refused. */
import type { QueueReason } from "@ratecard/contract";
import { usageText } from "../answer-text";
import type { CommandContext, RouterOutputs } from "../client";
import type { Command } from "commander";
import { contextOf, withServer } from "../define-command";

/** `from`, `to`: days of the ledger; without them the last 30. */
type DefaultPricedOptions = Readonly<{ reason?: QueueReason; from?: string; to?: string }>;
type Group = RouterOutputs["defaultPriced"]["list"]["groups"][number];

export function addDefaultPriced(program: Command): void {
  withServer(program.command("default-priced"))
    .description("names whose requests were priced by a guess, the largest probable loss first")
    .option(
      "--reason <reason>",
      "why they are a guess: default (if missing), placeholder, unpriced, rate-fallback, ...",
    )
    .option("--from <day>", "the first day, as 2026-01-01; 30 days up to the last one if missing")
    .option("--to <day>", "the last day; today if missing")
    .action(async (options: DefaultPricedOptions, command: Command) => listDefaultPriced(contextOf(command), options));
}

async function listDefaultPriced(
  { client, terminal }: CommandContext,
  { reason, from, to }: DefaultPricedOptions,
): Promise<void> {
  const list = await client.trpc.defaultPriced.list.query({ reason, from, to });
  const { groups, range } = list;
  const count = `${groups.length} ${groups.length === 1 ? "name" : "names"} from ${range.from} to ${range.to}.`;
  terminal.answer(list, [...groups.flatMap(linesOf), count].join("\n"));
}

function linesOf({ model, provider, requests, reports, bookedUsd, exposure, evidence }: Group): readonly string[] {
  const sent = provider === null ? model : `${model} (${provider})`;
  const exposed = exposure ? `${rangeOf(exposure)} USD` : "unknown";
  return [
    `${sent}: ${usageText(requests, reports)} for ${bookedUsd} USD, exposure ${exposed}`,
    `  ${evidence ? `${evidence.name ?? "as reported"}: ${evidence.reason}` : "nothing known is near"}`,
  ];
}

const rangeOf = ({ lowUsd, probableUsd, highUsd }: NonNullable<Group["exposure"]>): string =>
  lowUsd === highUsd ? probableUsd : `${probableUsd} (${lowUsd} to ${highUsd})`;
