/**
 * The two syncs: shows what they change, writes what needs no decision, and fails with a code of its own when something does.
 * Source  the server decides which rows are held; such a row is written only when it is named.
 */
import { type ChangeOptions, leftToDecide, withChangeOptions } from "../command-options";
import { type Base, baseName, type ChangeRow, changeTable, isAccepted, isToChoose } from "../change-rows";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import type { Command } from "commander";
import { contextOf, withGlobals } from "../define-command";

type SyncOptions = ChangeOptions & Readonly<{ choose?: readonly string[] }>;
type SyncKind = "provider-prices" | "custom-names";
type BaseChoice = Readonly<{ model: string; base: Pick<Base, "model" | "provider"> }>;

export function addSync(program: Command): void {
  const sync = program.command("sync").description("bring prices to what they are taken from");
  withChangeOptions(withGlobals(sync.command("providers")))
    .description("entries of provider models to the catalogue's prices in force")
    .action(async (options: SyncOptions, command: Command) =>
      syncPrices(contextOf(command), "provider-prices", options),
    );
  withChangeOptions(withGlobals(sync.command("custom")))
    .description("custom names to the prices of their base models")
    .option("--choose <name=base...>", "which model's price a name takes, where several cost differently")
    .action(async (options: SyncOptions, command: Command) => syncPrices(contextOf(command), "custom-names", options));
}

async function syncPrices(context: CommandContext, kind: SyncKind, options: SyncOptions) {
  const { client, terminal, settings } = context;
  const { acceptHeld = [], from: effectiveFrom, name } = options;
  const orderOf = (choices: BaseChoice[]) => ({
    source: kind === "custom-names" ? { kind, choices } : { kind },
    effectiveFrom,
  });
  terminal.progress("Comparing with the price book ...");
  const first = await client.trpc.changes.preview.mutate(orderOf([]));
  const choices = (options.choose ?? []).map((text) => choiceOf(text, first.rows));
  const order = orderOf(choices);
  const { rows, counts } = choices.length === 0 ? first : await client.trpc.changes.preview.mutate(order);
  checkNames(acceptHeld, rows);

  const chosen = rows.flatMap((row) =>
    row.seen !== null && isAccepted(row, acceptHeld) ? [{ model: row.model, seen: row.seen }] : [],
  );
  const isWriting = !settings.isDryRun && chosen.length > 0;
  terminal.progress(isWriting ? `Writing ${chosen.length} prices ...` : "");
  const written = isWriting ? await client.trpc.changes.write.mutate({ ...order, name, rows: chosen }) : null;
  terminal.progress("");

  const held = rows.filter((row) => !isAccepted(row, acceptHeld));
  const toChoose = rows.filter(isToChoose);
  const answer = {
    kind,
    dryRun: settings.isDryRun,
    batchId: written?.batchId ?? null,
    counts,
    written: chosen.map(({ model }) => model),
    undecided: [...held, ...toChoose].map(({ model }) => model),
    rows,
  };
  const doing = settings.isDryRun ? "to write (nothing was written)" : "written";
  const others = rows.length - chosen.length - answer.undecided.length;
  const summary = `${chosen.length} ${doing}, ${answer.undecided.length} left to decide, ${others} left alone.`;
  terminal.answer(answer, [changeTable(rows.filter(isShown), acceptHeld), summary].filter(Boolean).join("\n"));
  if (answer.undecided.length > 0) throw leftToDecide({ held: held.length, toChoose: toChoose.length });
}

/** What a sync has nothing to say about is only counted. */
const REPORTED: ReadonlySet<string | undefined> = new Set(["bases-differ", "base-unpriced", "not-in-catalogue"]);
const isShown = ({ seen, refusal }: ChangeRow): boolean => seen !== null || REPORTED.has(refusal?.code);

function checkNames(names: readonly string[], rows: readonly ChangeRow[]): void {
  const known = new Set(["all", ...rows.map(({ model }) => model)]);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new CliProblem(`The sync has no row ${unknown.map((name) => `"${name}"`).join(", ")}. Check the spelling.`, {
    kind: "usage",
  });
}

/** `bot=gpt-4o`, or `bot=azure/gpt-4o` where one model stands at several providers. Names may hold any sign, `=` too. */
function choiceOf(text: string, rows: readonly ChangeRow[]): BaseChoice {
  const named = rows.filter(({ model }) => text.startsWith(`${model}=`));
  for (const { model, bases } of named) {
    const wanted = text.slice(model.length + 1);
    const found = bases.filter((base) => base.model === wanted || baseName(base, bases) === wanted);
    const [base] = found;
    if (base && found.length === 1) return { model, base: { model: base.model, provider: base.provider } };
  }
  const known = named.flatMap(({ model, bases }) => bases.map((base) => `${model}=${baseName(base, bases)}`));
  const help = known.length > 0 ? `Choose one of ${known.join(", ")}.` : "Write it as name=model, with a custom name.";
  throw new CliProblem(`--choose ${text}: there is no such base. ${help}`, { kind: "usage" });
}
