/** A file that is looked at before it is brought in: what it is, its first rows, and what would become of them. */
import type { UsageColumns } from "@ratecard/contract";
import type { UsageItem } from "@ratecard/usage";
import { UnreadableFile } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpcClient } from "#web/trpc";
import { fingerprintOf, firstItems, openFile } from "./read-file";
import type { UsageImport } from "./send-file";

export type Look = Readonly<{
  file: File;
  gateway: string;
  fingerprint: string;
  format: UsageImport["format"];
  names: readonly string[];
  columns: UsageColumns;
  example: Readonly<Record<string, unknown>>;
  /** Whether a person chose, this time or the last one. */
  isChosen: boolean;
  items: readonly UsageItem[];
  answers: RouterOutputs["usage"]["tryRows"];
}>;

/** `instants`: of the days of the file. `acceptsOverlap`: somebody saw what is booked there. */
export type Confirmed = Readonly<{ instants: string[]; acceptsOverlap: boolean }>;

/** Of a file that is known by its columns nothing is chosen. */
export const chosenOf = ({ file, format, columns }: Look) => ({
  file,
  columns: format === "columns" ? columns : undefined,
});

export const fileOf = ({ file, gateway, fingerprint, format, names, columns }: Look) => ({
  gateway,
  fileName: file.name,
  fileBytes: file.size,
  fingerprint,
  format,
  names: [...names],
  columns,
});

export async function lookInto(file: File, gateway: string, columns?: UsageColumns): Promise<Look> {
  const { opened } = await openFile(file, columns);
  if (!opened.ok)
    throw new UnreadableFile(`${file.name} ${opened.problem.field} ${opened.problem.problem}`.replace("  ", " "));
  if (columns === undefined && opened.format === "columns") {
    const remembered = await trpcClient.usage.rememberedColumns.query({ names: [...opened.names] });
    if (remembered) return lookInto(file, gateway, remembered);
  }
  const items = await firstItems(opened.items);
  const events = items.flatMap((item) => (item.ok ? [item.event] : []));
  const answers = await trpcClient.usage.tryRows.mutate({ gateway, events });
  const { format, names, example } = opened;
  return {
    file,
    gateway,
    fingerprint: await fingerprintOf(file),
    format,
    names,
    columns: opened.columns,
    example,
    isChosen: columns !== undefined,
    items,
    answers,
  };
}
