/**
 * An import in progress as a tab keeps it over a reload: the file's text under one name, what was decided about it under another.
 * Errors  what cannot be read any more (an older page kept it) is as good as nothing.
 */
import { DECIMAL_SIGNS, FILE_FIELDS } from "@ratecard/contract";
import { z } from "zod";
import { NO_CHOICE } from "#web/components/changes/change-choice";
import { forgetInTab, keepInTab, type Keeping, keptInTab } from "#web/components/tab-memory";
import { EMPTY_DRAFT, UNITS } from "./import-draft";
import { fileOfText, mayHoldKeys, type PriceFile } from "./price-file";

const Choices = z.object({
  draft: z.object({
    columns: z.record(z.string(), z.enum(FILE_FIELDS).nullable()),
    unit: z.enum(["", ...UNITS]),
    decimals: z.enum(DECIMAL_SIGNS),
    providers: z.array(z.string()).readonly(),
    effectiveFrom: z.string(),
  }),
  choice: z.object({
    chosen: z.record(z.string(), z.string()),
    leftOut: z.array(z.string()).readonly(),
    skipsRefused: z.boolean(),
    name: z.string().nullable(),
  }),
});
export type ImportChoices = Readonly<z.output<typeof Choices>>;

const Kept = z.object({ name: z.string(), isPasted: z.boolean(), choices: Choices });

export type ImportState = Readonly<{
  /** What stands in the box for pasting. */
  pasted: string;
  file: PriceFile | null;
  choices: ImportChoices;
}>;

export const NO_CHOICES: ImportChoices = { draft: EMPTY_DRAFT, choice: NO_CHOICE };

const NOTHING: ImportState = { pasted: "", file: null, choices: NO_CHOICES };

const [PASTE, TEXT, CHOICES] = ["import-paste", "import-file", "import-choices"] as const;

export function readImport(owner: string): ImportState {
  const paste = { ...NOTHING, pasted: keptInTab(owner, PASTE) ?? "" };
  const [text, json] = [keptInTab(owner, TEXT), keptInTab(owner, CHOICES)];
  if (text === null || json === null) return paste;
  const kept = Kept.safeParse(parsed(json));
  if (!kept.success) return paste;
  const { name, isPasted, choices } = kept.data;
  const read = fileOfText(name, text);
  return "file" in read ? { pasted: isPasted ? text : "", file: read.file, choices } : paste;
}

/** `may-hold-keys`: a config of LiteLLM is kept nowhere. */
export type ImportKeeping = Keeping | "may-hold-keys";

export const keepPaste = (owner: string, text: string): ImportKeeping => keepUnlessKeys(owner, PASTE, text);

function keepUnlessKeys(owner: string, name: string, text: string): ImportKeeping {
  if (!mayHoldKeys(text)) return keepInTab(owner, name, text);
  forgetInTab(owner, name);
  return "may-hold-keys";
}

/** In the place of what stood in the box, which is the same text or out of date. */
export function keepFile(owner: string, state: ImportState): ImportKeeping {
  forgetInTab(owner, PASTE);
  const keeping = keepUnlessKeys(owner, TEXT, state.file?.text ?? "");
  if (keeping === "kept") return keepChoices(owner, state);
  forgetInTab(owner, CHOICES);
  return keeping;
}

export function keepChoices(owner: string, { pasted, file, choices }: ImportState): Keeping {
  if (!file) return "kept";
  return keepInTab(owner, CHOICES, JSON.stringify({ name: file.name, isPasted: pasted === file.text, choices }));
}

export function forgetImport(owner: string): void {
  for (const name of [PASTE, TEXT, CHOICES]) forgetInTab(owner, name);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
