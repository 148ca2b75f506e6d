/** Compares the ledger with its sums and counts. Exit code 0: all agree, or were repaired; 1: something differs. */
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import { followJob } from "../follow-job";
import type { Command } from "commander";
import { contextOf, withGlobals } from "../define-command";

type Options = Readonly<{ repair?: boolean }>;
/** What the server's job `ledger.verify` stores. */
type Verdict = RouterOutputs["ledgerHealth"]["verdict"];

export function addVerify(program: Command): void {
  withGlobals(program.command("verify"))
    .description("compares the ledger with its sums and with what was received")
    .option("--repair", "make the sums follow the requests")
    .action(async (options: Options, command: Command) => verify(contextOf(command), options));
}

async function verify(context: CommandContext, { repair = false }: Options) {
  const { client, terminal, settings } = context;
  const started = await client.trpc.ledgerHealth.verify.mutate({ repair: repair && !settings.isDryRun });
  terminal.ifInterrupted("The ledger is compared all the same; look under Ledger health.");
  await followJob(context, started.id);
  const verdict = await client.trpc.ledgerHealth.verdict.query({ id: started.id });
  terminal.answer(verdict, textOf(verdict));
  const { wrongSums, wrongCounts, isRepaired } = verdict;
  if ((wrongSums > 0 && !isRepaired) || wrongCounts.length > 0) {
    throw new CliProblem("The ledger and what is kept of it differ. Sums are repaired with: ratecard verify --repair");
  }
}

function textOf({ days, wrongSums, shown, isRepaired, counts, wrongCounts }: Verdict): string {
  return [
    `${days} days compared, ${wrongSums} sums ${isRepaired ? "repaired" : "differ"}.`,
    ...shown.map(({ rollup, day, of, requests, costUsd }) =>
      [`  ${day}  ${rollup}`, ...Object.values(of), `${requests} requests, ${costUsd} USD off`].join("  "),
    ),
    ...counts.map(
      ({ gateway, received, accepted, duplicate, quarantined, booked }) =>
        `${gateway}: ${received} received = ${accepted} accepted + ${duplicate} duplicate + ${quarantined} quarantined; ${booked} booked.`,
    ),
    ...wrongCounts.map(({ gateway }) => `${gateway}: does not add up.`),
  ].join("\n");
}
