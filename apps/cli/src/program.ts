/** The commands and their options. Each one calls a file of `commands`. */
import { Command, CommanderError } from "commander";
import { createClient } from "./client";
import type { CommandContext } from "./command-context";
import { cost } from "./commands/cost";
import { databaseUrl } from "./commands/database-url";
import { discover } from "./commands/discover";
import { explain } from "./commands/explain";
import { exportPrices } from "./commands/export-prices";
import { importPrices } from "./commands/import-prices";
import { importUsage } from "./commands/import-usage";
import { refreshCatalog } from "./commands/refresh-catalog";
import { syncPrices } from "./commands/sync-prices";
import { type GlobalOptions, readSettings } from "./settings";
import { openTerminal } from "./terminal";
import { type SyncOptions, withSyncOptions } from "./sync-options";
import { withUsageOptions } from "./usage-options";

export function createProgram(): Command {
  const program = new Command("ratecard")
    .description("The price book and cost desk of an AI gateway, from a terminal.")
    .exitOverride()
    .showHelpAfterError("(ratecard --help shows every command)")
    .addHelpText(
      "after",
      "\nExit codes: 0 done or nothing to do, 1 failed, 2 wrong usage, 5 something is left for a person to decide.",
    );
  addPriceCommands(program);
  addSyncCommands(program);
  addDataCommands(program);
  return program;
}

function addPriceCommands(program: Command): void {
  withUsageOptions(withGlobals(program.command("explain <model>")))
    .description("which price applies to a name, and why")
    .action(async (model: string, options, command: Command) => explain(contextOf(command), model, usageOf(options)));
  withUsageOptions(withGlobals(program.command("cost [model]")))
    .description("what a request costs; nothing is written")
    .option("--rates <json>", 'prices to use instead of a model\'s, as {"inputPer1M": "3"}')
    .action(async (model: string | undefined, options, command: Command) =>
      cost(contextOf(command), model, usageOf(options)),
    );
  withGlobals(program.command("export <file>"))
    .description("the price book as prices.csv or prices.json; - for stdout")
    .action(async (file: string, _options, command: Command) => exportPrices(contextOf(command), file));
  withGlobals(program.command("import <file>"))
    .description("prices from CSV or JSON; - for stdin")
    .option("--skip-bad", "take the good rows and name the bad ones")
    .action(async (file: string, options: { skipBad?: boolean }, command: Command) =>
      importPrices(contextOf(command), file, options),
    );
}

function addSyncCommands(program: Command): void {
  const sync = program.command("sync").description("bring prices to what they are taken from");
  withSyncOptions(withGlobals(sync.command("providers")))
    .description("entries of provider models to the catalogue's prices in force")
    .action(async (options: SyncOptions, command: Command) => syncPrices(contextOf(command), "providers", options));
  withSyncOptions(withGlobals(sync.command("custom")))
    .description("custom names to the prices of the models behind them")
    .option("--choose <name=base...>", "which model's price a name takes, where several cost differently")
    .option("--replace-own <names...>", "custom names whose own price, typed by hand, gives way")
    .action(async (options: SyncOptions, command: Command) => syncPrices(contextOf(command), "custom", options));
}

function addDataCommands(program: Command): void {
  withGlobals(program.command("catalog").description("the price catalogue").command("refresh"))
    .description("fetch the catalogue now")
    .action(async (_options, command: Command) => refreshCatalog(contextOf(command)));
  withGlobals(program.command("discover [servers...]"))
    .description("ask servers for their models; all active ones if none is named")
    .action(async (servers: string[], _options, command: Command) => discover(contextOf(command), servers));
  withGlobals(program.command("usage").description("the usage ledger").command("import <file>"))
    .description("usage events from NDJSON or JSON; - for stdin. A replay changes nothing")
    .action(async (file: string, _options, command: Command) => importUsage(contextOf(command), file));
  program
    .command("db")
    .description("the embedded database")
    .command("url")
    .description("print its URL, for any SQL client")
    .option("--data-dir <folder>", "the server's data folder; RATECARD_DATA_DIR or .ratecard if missing")
    .option("--json", "answer as JSON")
    .action(async ({ dataDir, json }: { dataDir?: string; json?: boolean }) =>
      databaseUrl(openTerminal({ isJson: json ?? false }), dataDir),
    );
}

const withGlobals = (command: Command): Command =>
  command
    .option("--url <address>", "the server; RATECARD_URL or http://localhost:3000 if missing")
    .option("--key <key>", "an API key; RATECARD_KEY if missing")
    .option("--json", "answer as JSON")
    .option("--dry-run", "change nothing; say what would happen");

function contextOf(command: Command): CommandContext {
  const settings = readSettings(command.opts<GlobalOptions>());
  return { settings, client: createClient(settings), terminal: openTerminal(settings) };
}

const GLOBAL_OPTIONS = new Set(["url", "key", "json", "dryRun"]);

const usageOf = <Options extends object>(options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !GLOBAL_OPTIONS.has(name))) as Options;

export const isWrongUsage = (error: unknown): error is CommanderError => error instanceof CommanderError;
