/** The commands, in the order of the help. Each one is a file of `commands`: its options, and what it does. */
import { Command, CommanderError } from "commander";
import { exitCodeTable } from "./cli-problem";
import { addAdjustments } from "./commands/adjustments";
import { addCatalog } from "./commands/catalog";
import { addCases } from "./commands/check";
import { addDatabase } from "./commands/database-url";
import { addDefaultPriced } from "./commands/default-priced";
import { addDiscover } from "./commands/discover";
import { addExplain } from "./commands/explain";
import { addFocus } from "./commands/export-focus";
import { addFindings } from "./commands/findings";
import { addUsage } from "./commands/import-usage";
import { addMonths } from "./commands/months";
import { addPriceFile } from "./commands/price-file";
import { addReconcile } from "./commands/reconcile";
import { addRecost } from "./commands/recost";
import { addSync } from "./commands/sync-prices";
import { addVerify } from "./commands/verify";
import { addWhatIf } from "./commands/what-if";

export function createProgram(): Command {
  const program = new Command("ratecard")
    .description("The price book and cost desk of an AI gateway, from a terminal.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${asSentence(text)} See ratecard --help.\n`) })
    .addHelpText("afterAll", `\nExit codes:\n${exitCodeTable()}`);
  addExplain(program);
  addFocus(addPriceFile(program));
  for (const add of OTHERS) add(program);
  return program;
}

const OTHERS = [
  addFindings,
  addDefaultPriced,
  addVerify,
  addCases,
  addSync,
  addAdjustments,
  addCatalog,
  addMonths,
  addRecost,
  addWhatIf,
  addReconcile,
  addDiscover,
  addUsage,
  addDatabase,
] as const;

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
