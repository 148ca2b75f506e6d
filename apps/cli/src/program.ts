/** The commands and their options. Each one calls a file of `commands`. */
import { Command, CommanderError } from "commander";
import { exitCodeTable } from "./cli-problem";
import { type CommandContext, createClient } from "./client";
import { withChangeOptions, withUsageOptions } from "./command-options";
import { type AdjustmentOptions, endAdjustment, listAdjustments, setAdjustment } from "./commands/adjustments";
import { decideReview, listReview, refreshCatalog, showCatalog } from "./commands/catalog";
import { checkCases, importCases } from "./commands/check";
import { databaseUrl } from "./commands/database-url";
import { type DefaultPricedOptions, listDefaultPriced } from "./commands/default-priced";
import { discover } from "./commands/discover";
import { cost, explain } from "./commands/explain";
import { exportFocus, type FocusOptions } from "./commands/export-focus";
import { findings } from "./commands/findings";
import { importUsage, type ImportUsageOptions } from "./commands/import-usage";
import { checkMonths, closeMonth, listMonths } from "./commands/months";
import { exportPrices, type ImportOptions, importPrices } from "./commands/price-file";
import { reconcileInvoice, type ReconcileOptions } from "./commands/reconcile";
import { recost, type RecostOptions } from "./commands/recost";
import { type SyncOptions, syncPrices } from "./commands/sync-prices";
import { verify } from "./commands/verify";
import { type GlobalOptions, readSettings } from "./settings";
import { openTerminal } from "./terminal";

export function createProgram(): Command {
  const program = new Command("ratecard")
    .description("The price book and cost desk of an AI gateway, from a terminal.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${asSentence(text)} See ratecard --help.\n`) })
    .addHelpText("afterAll", `\nExit codes:\n${exitCodeTable()}`);
  addPriceCommands(program);
  addLedgerCommands(program);
  addCaseCommands(program);
  addSyncCommands(program);
  addAdjustmentCommands(program);
  addCatalogCommands(program);
  addMonthCommands(program);
  addDataCommands(program);
  return program;
}

function addPriceCommands(program: Command): void {
  withUsageOptions(withServer(program.command("explain <model>")))
    .description("which price applies to a name, and why")
    .action(async (model: string, options, command: Command) => explain(contextOf(command), model, usageOf(options)));
  withUsageOptions(withServer(program.command("cost [model]")))
    .description("what a request costs; nothing is written")
    .option("--rates <json>", 'prices to use instead of a model\'s, as {"inputPer1M": "3"}')
    .action(async (model: string | undefined, options, command: Command) =>
      cost(contextOf(command), model, usageOf(options)),
    );
  const exported = withGlobals(program.command("export <file>"))
    .description("the price book as prices.csv or prices.json; - for stdout")
    .action(async (file: string, _options, command: Command) => exportPrices(contextOf(command), file));
  withGlobals(exported.command("focus <file>"))
    .description("what was charged in some days, as a FOCUS file (.csv) for other cost tools; - for stdout")
    .requiredOption("--from <day>", "the first day, as 2026-01-01")
    .requiredOption("--to <day>", "the last day")
    .action(async (file: string, options: FocusOptions, command: Command) =>
      exportFocus(contextOf(command), file, options),
    );
  withChangeOptions(withGlobals(program.command("import <file>")))
    .description("prices from a CSV, JSON, LiteLLM config.yaml, or the price list of another program; - for stdin")
    .option("--skip-refused", "take the other rows and name the refused ones")
    .option("--unit <unit>", "of token prices: per-token, per-1k or per-1m; as the columns' names say if missing")
    .option("--decimals <sign>", "point or comma: what prices in text have before their decimals; point if missing")
    .option("--provider <name>", "of a file that lists many providers, only this one's; repeatable", collect)
    .option("--column <mapping>", 'a column of the file, as "Input price=inputPer1M"; repeatable', collect)
    .action(async (file: string, options: ImportOptions, command: Command) =>
      importPrices(contextOf(command), file, options),
    );
  withGlobals(program.command("findings"))
    .description("what looks wrong in the price book, each with its remedy")
    .option("--code <kind>", "one kind only, as unit-suspect")
    .option("--apply <id>", "apply the remedy of this one; the beginning of its id is enough")
    .action(async (options: { code?: string; apply?: string }, command: Command) =>
      findings(contextOf(command), options),
    );
}

function addLedgerCommands(program: Command): void {
  withServer(program.command("default-priced"))
    .description("names whose requests were priced by a guess, the largest probable loss first")
    .option(
      "--reason <reason>",
      "why they are a guess: default (if missing), placeholder, unpriced, rate-fallback, ...",
    )
    .option("--from <day>", "the first day, as 2026-01-01; 30 days up to the last one if missing")
    .option("--to <day>", "the last day; today if missing")
    .action(async (options: DefaultPricedOptions, command: Command) => listDefaultPriced(contextOf(command), options));
  withGlobals(program.command("verify"))
    .description("compares the ledger with its sums and with what was received")
    .option("--repair", "make the sums follow the requests")
    .action(async (options: { repair?: boolean }, command: Command) => verify(contextOf(command), options));
}

function addCaseCommands(program: Command): void {
  withServer(program.command("check"))
    .description("whether golden cases cost what they have to; exit code 6 when some do not")
    .option("--set <name>", "only this set of cases")
    .action(async (options: { set?: string }, command: Command) => checkCases(contextOf(command), options));
  withGlobals(program.command("cases").description("golden cases").command("import <file>"))
    .description("keep golden cases from a CSV or JSON file; one of the same label in the same set is replaced")
    .action(async (file: string, _options, command: Command) => importCases(contextOf(command), file));
}

function addSyncCommands(program: Command): void {
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

function addAdjustmentCommands(program: Command): void {
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
    .action(async (provider: string, options: AdjustmentOptions, command: Command) =>
      endAdjustment(contextOf(command), provider, options),
    );
}

const FROM = "since when, ISO 8601 with an offset as 2026-01-31T00:00:00Z; now if missing";
const REASON = "kept in the history";

function addCatalogCommands(program: Command): void {
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

function addMonthCommands(program: Command): void {
  const months = program.command("months").description("the months of the ledger");
  withServer(months.command("list"))
    .description("every month: open or closed, its cost, its statement")
    .action(async (_options, command: Command) => listMonths(contextOf(command)));
  withGlobals(months.command("close <month>"))
    .description("close a month, as 2026-01: nothing changes its figures any more")
    .requiredOption("--note <text>", "stands in the statement")
    .action(async (month: string, options: { note: string }, command: Command) =>
      closeMonth(contextOf(command), month, options),
    );
  withServer(months.command("check"))
    .description("whether each statement is as it was signed")
    .action(async (_options, command: Command) => checkMonths(contextOf(command)));
}

function addDataCommands(program: Command): void {
  withGlobals(program.command("recost"))
    .description("what booked costs would be at today's prices of their time; with a reason, correct them")
    .option("--model <name>", "only requests of this name; repeatable", collect)
    .option("--from <day>", "the first day, as 2026-01-01")
    .option("--to <day>", "the last day")
    .option("--needs-price", "only requests that nobody priced")
    .option("--take-back <run>", "give back what this run changed")
    .option("--reason <text>", "do it, and keep this beside every request")
    .action(async (options: RecostOptions, command: Command) => recost(contextOf(command), options));
  withGlobals(program.command("reconcile <file>"))
    .description(
      "compare an invoice or an export of costs (.csv, .json, .gz; - for stdin) with the ledger, and say why they differ",
    )
    .option("--mapping <column=field>", 'a column of another CSV, as "Amount=cost"; repeatable', collect)
    .option("--decimal-comma", "a comma is before the decimals, as in 1.234,56")
    .option("--provider <name>", "whose requests are compared; repeatable; those of the format if missing", collect)
    .option("--zone <zone>", "of the days of the invoice; if missing UTC, of Google's console the Pacific's")
    .option("--rate <usd>", "what one unit of the invoice's currency is in USD")
    .option("--currency <code>", "where the file does not say it, as EUR")
    .action(async (file: string, options: ReconcileOptions, command: Command) =>
      reconcileInvoice(contextOf(command), file, options),
    );
  withGlobals(program.command("discover [servers...]"))
    .description("ask servers for their models; all active ones if none is named")
    .action(async (servers: string[], _options, command: Command) => discover(contextOf(command), servers));
  withGlobals(program.command("usage").description("the usage ledger").command("import <file>"))
    .description(
      "usage from LiteLLM's spend logs, our own export, NDJSON, JSON or any CSV; - for stdin. A replay changes nothing",
    )
    .option("--mapping <column=field>", 'a column of another CSV, as "Input tokens=promptTokens"; repeatable', collect)
    .option("--skip <rows>", "rows at the beginning that were sent before")
    .option("--accept-overlap", "count the file as well on days that have requests already; exit code 5 without it")
    .action(async (file: string, options: ImportUsageOptions, command: Command) =>
      importUsage(contextOf(command), file, options),
    );
  program
    .command("db")
    .description("the embedded database")
    .command("url")
    .description("print its URL, for any SQL client")
    .option("--data-dir <folder>", "the server's data folder; RATECARD_DATA_DIR or .ratecard if missing")
    .option("--json", "answer as JSON, alone on stdout")
    .action(async ({ dataDir, json }: { dataDir?: string; json?: boolean }) =>
      databaseUrl(openTerminal({ isJson: json ?? false }), dataDir),
    );
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const withServer = (command: Command): Command =>
  command
    .option("--url <address>", "the server; RATECARD_URL or http://localhost:3000 if missing")
    .option("--key <key>", "an API key; RATECARD_KEY if missing")
    .option("--json", "answer as JSON, alone on stdout");

/** For commands that write something. */
const withGlobals = (command: Command): Command =>
  withServer(command)
    .option("--dry-run", "change nothing; say what would happen")
    .option("--accept-failing-cases", "publish prices although golden cases fail by them; the audit log keeps which");

function contextOf(command: Command): CommandContext {
  const settings = readSettings(command.optsWithGlobals<GlobalOptions>());
  return { settings, client: createClient(settings), terminal: openTerminal(settings) };
}

const GLOBAL_OPTIONS = new Set(["url", "key", "json", "dryRun", "acceptFailingCases"]);

const usageOf = <Options extends object>(options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !GLOBAL_OPTIONS.has(name))) as Options;

/** commander's own words: "error: ...", sometimes with a hint on a second line. */
function asSentence(text: string): string {
  const words = text
    .trim()
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ");
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.?!)]$/.test(sentence) ? sentence : `${sentence}.`;
}

export const isWrongUsage = (error: unknown): error is CommanderError => error instanceof CommanderError;
