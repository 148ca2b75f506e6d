/** A file of usage as the options say: how its columns are taken, and which of its rows. Errors: a sentence, as wrong usage. */
import { describeProblem, USAGE_FIELDS } from "@ratecard/contract";
import { openUsageFile, type UsageItem } from "@ratecard/usage";
import { CliProblem } from "./cli-problem";
import { mappedColumns } from "./mapped-columns";
import { type Input, openInput } from "./open-input";

/** `mapping`: as `Input=promptTokens`; `Input=` leaves a column out. `skip`: rows that were sent before. */
export type UsageFileOptions = Readonly<{ mapping?: readonly string[]; skip?: string }>;

type OpenUsage = Readonly<{ input: Input; items: AsyncIterable<UsageItem>; skipped: number }>;

/** `path`: where it is read from, when that is not the file itself. */
export async function openUsage(
  file: string,
  { mapping, skip = "0" }: UsageFileOptions,
  path = file,
): Promise<OpenUsage> {
  const skipped = /^\d{1,12}$/.test(skip) ? Number(skip) : Number.NaN;
  if (Number.isNaN(skipped)) throw new CliProblem(`--skip ${skip}: write a number of rows.`, { kind: "usage" });
  const refusal = (given: string) => describeProblem("not-a-usage-field", { given, fields: USAGE_FIELDS });
  const columns = mapping && mappedColumns(mapping, USAGE_FIELDS, refusal);
  const input = await openInput(file, path);
  const opened = await openUsageFile(input.chunks, { name: file, columns });
  if (!opened.ok) {
    const { field, problem } = opened.problem;
    throw new CliProblem(`${file}: ${field === "" ? "" : `${field} `}${problem}`, { kind: "usage" });
  }
  return { input, skipped, items: behind(opened.items, skipped) };
}

async function* behind(items: AsyncIterable<UsageItem>, skipped: number): AsyncGenerator<UsageItem> {
  let seen = 0;
  for await (const item of items) {
    seen += 1;
    if (seen > skipped) yield item;
  }
}
