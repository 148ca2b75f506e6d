/**
 * Inputs of an import of a usage file: whoever has the file reads it and sends its rows, in order.
 * Units   rows and bytes of the file. `from`: rows of the file before these.
 * Errors  an event is checked by itself; one that is refused is kept with its reason, the others are taken.
 */
import { z } from "zod";
import { PlainName } from "./access";
import { Instant } from "./instant";
import { isPrintableOnLines } from "./printable";
import { zodMessage } from "./problems/zod-problems";
import { MOST_EVENTS_A_CALL } from "./usage";
import { USAGE_FIELDS, USAGE_FILE_FORMATS } from "./usage-file";

const MOST_COLUMNS = 500;
const MOST_TRIED = 50;
/** Two for each day since `FIRST_USAGE_YEAR`; enough until 2042. */
const MOST_INSTANTS = 20_000;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Of a row: what cannot be kept of it is replaced. */
const RowText = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .max(1000, zodMessage("too-long", { most: 1000 }));
/** Headings may have line breaks. */
const Text = RowText.refine(isPrintableOnLines, zodMessage("unprintable"));
const Whole = z.int(zodMessage("not-in-range", { least: 0, most: LARGEST, of: "rows or bytes" })).min(0);
const Columns = z.record(
  Text,
  z.enum(USAGE_FIELDS, zodMessage("not-one-of", { options: USAGE_FIELDS, orNull: true })).nullable(),
  zodMessage("not-a-column-map"),
);
const Id = z.uuid(zodMessage("not-an-id", { of: "an import of usage" }));

export const OneUsageImport = z.strictObject({ id: Id });
export type OneUsageImport = z.output<typeof OneUsageImport>;

/**
 * When the requests of a file were made: the first and the last instant of each day of UTC. These tell all its days, whatever the zone
 * of the ledger: no day of UTC lies on more than two of them.
 */
const Instants = z.array(Instant).max(MOST_INSTANTS, zodMessage("too-many", { most: MOST_INSTANTS, of: "instants" }));

/** What is booked already on the days of a file, and whether an earlier import of it goes on. */
export const PreviewUsageImport = z.strictObject({
  gateway: PlainName,
  fileName: Text,
  fileBytes: Whole,
  fingerprint: Text,
  format: z.enum(USAGE_FILE_FORMATS, zodMessage("not-one-of", { options: USAGE_FILE_FORMATS })),
  names: z.array(Text).max(MOST_COLUMNS, zodMessage("too-many", { most: MOST_COLUMNS, of: "columns" })),
  columns: Columns,
  instants: Instants,
});
export type PreviewUsageImport = z.output<typeof PreviewUsageImport>;

/** The same for a program, whose requests are booked under the name of its key. */
export const LookForOverlap = z.strictObject({ instants: Instants });
export type LookForOverlap = z.output<typeof LookForOverlap>;

/**
 * An import of the same file that did not come to its end goes on. `acceptsOverlap`: its requests are counted beside those that are
 * booked on the same days.
 */
export const StartUsageImport = PreviewUsageImport.extend({ acceptsOverlap: z.boolean().default(false) });
export type StartUsageImport = z.output<typeof StartUsageImport>;

const EventRow = z.strictObject({ place: RowText, event: z.unknown() });
const UnreadableRow = z.strictObject({
  place: RowText,
  problem: z.strictObject({ field: RowText, problem: RowText }),
});

export const UsageImportRows = z.strictObject({
  id: Id,
  from: Whole,
  bytesRead: Whole,
  rows: z
    .array(z.union([EventRow, UnreadableRow]))
    .min(1, zodMessage("empty-list", { of: "row" }))
    .max(MOST_EVENTS_A_CALL, zodMessage("too-many", { most: MOST_EVENTS_A_CALL, of: "rows" })),
});
export type UsageImportRows = z.output<typeof UsageImportRows>;

export const TryUsageRows = z.strictObject({
  gateway: PlainName,
  events: z.array(z.unknown()).max(MOST_TRIED, zodMessage("too-many", { most: MOST_TRIED, of: "events" })),
});
export type TryUsageRows = z.output<typeof TryUsageRows>;

/** How files with these columns were taken the last time. */
export const RememberedColumns = z.strictObject({ names: StartUsageImport.shape.names });
export type RememberedColumns = z.output<typeof RememberedColumns>;
