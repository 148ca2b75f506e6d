/**
 * Inputs of the import of price files (sheets, JSON, files of other programs), and the columns sheets have.
 * Units   a file's token prices are per token, per 1K or per 1M; without a word about it, as the columns' names say.
 * Errors  shapes are refused here; what a cell means is checked by the server, with a sentence a row.
 */
import { TERM_FIELDS } from "@ratecard/pricing";
import { z } from "zod";
import { PlainName } from "./access";
import { FlagInQuery } from "./flag-in-query";
import { Instant } from "./instant";
import { NamedPriceInput } from "./price-fields";
import { zodMessage } from "./problems/zod-problems";

/** What an export writes, and what a file's column can be taken as. */
export const PRICE_COLUMNS = [
  "model",
  "provider",
  ...TERM_FIELDS,
  "isCustom",
  "isActive",
  "isPlaceholder",
  "notes",
  "copiedFrom",
  "copiedFromProvider",
  "effectiveFrom",
] as const;
export type PriceColumn = (typeof PRICE_COLUMNS)[number];

/** `details`: fields of a price in one object, as the table model_pricing keeps them. `unit`: of the row's token prices. */
export const FILE_FIELDS = [...PRICE_COLUMNS, "details", "unit"] as const;
export type FileField = (typeof FILE_FIELDS)[number];

export const PRICE_UNITS = ["per-token", "per-1k", "per-1m"] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

export const DECIMAL_SIGNS = ["point", "comma"] as const;
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

export const PRICE_FILE_FORMATS = ["csv", "json", "yaml"] as const;
export type PriceFileFormat = (typeof PRICE_FILE_FORMATS)[number];

/** Of one import, whatever the door. */
export const MOST_FILE_ROWS = 20_000;
/** Characters of a file on the screen; programs may send 24 MB. */
export const LONGEST_PASTE = 4_000_000;

const Unit = z.enum(PRICE_UNITS, zodMessage("not-one-of", { options: PRICE_UNITS }));

const Decimals = z.enum(DECIMAL_SIGNS, zodMessage("not-one-of", { options: DECIMAL_SIGNS }));

/** Whose prices are taken of a file that lists many providers, in its own words. */
const Providers = z.array(z.string().max(255)).max(1000, zodMessage("too-many", { most: 1000, of: "providers" }));

/** The file's column -> what it is taken as; null: not taken. Columns that are not named are found by their names. */
const Columns = z.record(
  z.string(),
  z.enum(FILE_FIELDS, zodMessage("not-one-of", { options: FILE_FIELDS, orNull: true })).nullable(),
  zodMessage("not-a-column-map"),
);

const Text = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .max(LONGEST_PASTE, zodMessage("text-too-long", { most: LONGEST_PASTE }));

/** How the text of a file is read; `unit` null: as the columns' names say. */
export const PriceFileFields = {
  text: Text,
  format: z.enum(PRICE_FILE_FORMATS, zodMessage("not-one-of", { options: PRICE_FILE_FORMATS })),
  columns: Columns.optional(),
  unit: Unit.nullable(),
  /** What prices in text write before their decimals; a point if missing. */
  decimals: Decimals.optional(),
  /** Everybody's if missing or empty. */
  providers: Providers.optional(),
};

const CSV = "The first line names the columns, in any order; `model` is needed. An empty cell is absent, not 0.";

/** The bodies of an import by media type: documentation, not a gate, for each row is checked by itself. */
export const ImportPricesBody = {
  "application/json": z
    .union([z.array(NamedPriceInput).min(1).max(MOST_FILE_ROWS), z.record(z.string(), z.unknown())])
    .meta({
      description: `A list as GET /api/prices.json answers; other names of fields are taken where \`columns\` says as what. Or a file of
another program, recognised by its content: LiteLLM's price map, OpenRouter's or new-api's list of prices, models.dev's api.json.`,
    }),
  "text/csv": z.string().meta({
    description: `As GET /api/prices.csv answers. ${CSV} Columns: ${[...PRICE_COLUMNS, "unit"].join(", ")}.`,
    examples: ["model,provider,inputPer1M,outputPer1M\nmy-model,openai,2.5,10\n"],
  }),
  "text/tab-separated-values": z.string().meta({ description: "As text/csv, with tabs: a paste from a spreadsheet." }),
  "application/yaml": z.string().meta({ description: "The config.yaml of LiteLLM: the prices in its model_list." }),
};

const ColumnsText = z
  .string(zodMessage("not-a-column-map"))
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue(zodMessage("columns-not-json"));
      return z.NEVER;
    }
  })
  .pipe(Columns);

export const ImportPricesQuery = z.strictObject({
  dryRun: FlagInQuery("Check and compare only; write nothing."),
  skipRefused: FlagInQuery("Import the good rows and name the refused ones. Without it one refused row stops all."),
  unit: Unit.optional().meta({
    description: "Of token prices in columns whose names do not say it; per-1m if missing.",
  }),
  decimals: Decimals.optional().meta({
    description: "`comma`: prices in text are written as 1,25 and 1.250,00; never guessed.",
  }),
  provider: z
    .union([z.string(), z.array(z.string())], zodMessage("not-names"))
    .transform((given) => (typeof given === "string" ? [given] : given))
    .pipe(Providers)
    .optional()
    .meta({ description: "Of a file that lists many providers: take only this one; repeat it for several." }),
  columns: ColumnsText.optional().meta({ description: "JSON: the file's column -> field, or null for not taken." }),
  acceptHeld: z
    .union([z.string(), z.array(z.string())], zodMessage("not-names"))
    .transform((given) => (typeof given === "string" ? [given] : given))
    .optional()
    .meta({
      description: "A model whose row is held (its price moves far, for one); repeat it for several, or `all`.",
    }),
  effectiveFrom: Instant.optional().meta({
    description:
      "For rows that do not say it themselves. If missing: now, and the beginning for the first price of a name.",
  }),
  name: PlainName.optional().meta({ description: "What the batch is called." }),
});
export type ImportPricesQuery = z.output<typeof ImportPricesQuery>;
