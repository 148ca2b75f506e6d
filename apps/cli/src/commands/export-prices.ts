/** The price book as a file, CSV or JSON by its name; `-` writes CSV to stdout. Units: USD per 1,000,000 tokens. */
import { writeFile } from "node:fs/promises";
import type { CommandContext } from "../command-context";
import { CliProblem } from "../cli-problem";

export async function exportPrices({ client, terminal }: CommandContext, file: string) {
  const format = formatOf(file);
  const text = await client.rest(`/api/prices.${format}`);
  if (file === "-") return terminal.raw(text);
  await writeFile(file, text).catch((error: unknown) => {
    throw new CliProblem(`${file}: cannot be written (${error instanceof Error ? error.message : "unknown"}).`, {
      kind: "usage",
    });
  });
  const count = format === "json" ? (JSON.parse(text) as unknown[]).length : text.trimEnd().split("\n").length - 1;
  return terminal.answer({ file, prices: count }, `${count} prices written to ${file}.`);
}

function formatOf(file: string): "csv" | "json" {
  if (file === "-" || file.endsWith(".csv")) return "csv";
  if (file.endsWith(".json")) return "json";
  throw new CliProblem(`${file}: name a file that ends in .csv or .json, or - for stdout.`, { kind: "usage" });
}
