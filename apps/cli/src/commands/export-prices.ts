/** The price book as a file, CSV or JSON by its name; `-` writes it to stdout. Units: USD per 1,000,000 tokens. */
import { rename, rm, writeFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { NOT_OURS } from "../describe-failure";

export async function exportPrices({ settings, client, terminal }: CommandContext, file: string) {
  const format = formatOf(file, settings.isJson);
  const text = await client.rest(`/api/prices.${format}`);
  const prices = countOf(format, text);
  if (file === "-") return terminal.raw(text.endsWith("\n") ? text : `${text}\n`);
  if (!settings.isDryRun) await replace(file, text);
  const said = settings.isDryRun ? "would be written" : "written";
  return terminal.answer({ file, prices, dryRun: settings.isDryRun }, `${prices} prices ${said} to ${file}.`);
}

function countOf(format: "csv" | "json", text: string): number {
  if (format === "csv") return parse(text).length - 1;
  const prices: unknown = JSON.parse(text);
  if (Array.isArray(prices)) return prices.length;
  throw new CliProblem(NOT_OURS, { kind: "unreachable" });
}

/** All or nothing: a run that breaks off leaves the old file. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new CliProblem(`${file}: ${PROBLEMS[code] ?? "cannot be written"}.`, { kind: "usage", cause: error });
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist. Make it first",
  ENOTDIR: "its folder does not exist. Make it first",
  EISDIR: "is a folder. Name a file in it",
  EACCES: "may not be written by you",
  ENOSPC: "does not fit on the disk",
};

function formatOf(file: string, isJson: boolean): "csv" | "json" {
  if (file === "-") return isJson ? "json" : "csv";
  if (file.endsWith(".csv")) return "csv";
  if (file.endsWith(".json")) return "json";
  throw new CliProblem(`${file}: name a file that ends in .csv or .json, or - for stdout.`, { kind: "usage" });
}
