/**
 * Files of prices that other programs write, recognised by what is in them.
 *
 * Errors  undefined for a text that is none of them; `refused` for YAML that cannot be read, by its line, never by its words.
 */
import { LineCounter, parseDocument } from "yaml";
import { asObject, parseJson } from "../read-json";
import type { ForeignPrices } from "./foreign-price";
import { isLitellmConfig, readLitellmConfig } from "./litellm-config";
import { isPriceMap, readPriceMap } from "./litellm-price-map";
import { isModelsDev, readModelsDev } from "./models-dev";
import { isNewApiPricing, readNewApiPricing } from "./new-api-pricing";
import { isOpenRouterListing, readOpenRouterListing } from "./openrouter-listing";

/** The first that fits. */
const FORMATS = [
  { title: "LiteLLM config", isIt: isLitellmConfig, read: readLitellmConfig },
  { title: "OpenRouter model list", isIt: isOpenRouterListing, read: readOpenRouterListing },
  { title: "new-api pricing", isIt: isNewApiPricing, read: readNewApiPricing },
  { title: "models.dev", isIt: isModelsDev, read: readModelsDev },
  { title: "LiteLLM price map", isIt: isPriceMap, read: readPriceMap },
] as const;

export const PRICE_FILE_TITLES: readonly string[] = FORMATS.map(({ title }) => title);

export type ForeignPriceFile = ForeignPrices & Readonly<{ title: string }>;

/** undefined: no JSON object, or none of a known kind. */
export function readForeignJson(text: string): ForeignPriceFile | undefined {
  const parsed = parseJson(text.replace(/^\uFEFF/, ""));
  return parsed.ok ? readForeign(parsed.value, text) : undefined;
}

export type ForeignYaml = Readonly<{ file: ForeignPriceFile | undefined } | { refused: string }>;

/** A LiteLLM config has this line, and no list of prices has. */
export const looksLikeConfig = (text: string): boolean => /^(?:\uFEFF)?["']?model_list["']?\s*:/m.test(text);

const MOST_ALIASES = 1000;

/** Values stay text, so that prices keep their digits. A message of the parser would repeat what stands in the file. */
export function readForeignYaml(text: string): ForeignYaml {
  const lineCounter = new LineCounter();
  const options = { schema: "failsafe", merge: true, prettyErrors: false, logLevel: "error", lineCounter } as const;
  try {
    const document = parseDocument(text, options);
    const [error] = document.errors;
    if (error)
      return { refused: `is no valid YAML at line ${lineCounter.linePos(error.pos[0]).line} (${error.code}).` };
    return { file: readForeign(document.toJS({ maxAliasCount: MOST_ALIASES }), text) };
  } catch {
    return {
      refused: "is YAML that is nested too deeply, or uses an alias that is not there or too many. Simplify it.",
    };
  }
}

function readForeign(value: unknown, text: string): ForeignPriceFile | undefined {
  const object = asObject(value);
  const format = object && FORMATS.find(({ isIt }) => isIt(object));
  return format && { title: format.title, ...format.read(object, text.replace(/^\uFEFF/, "")) };
}
