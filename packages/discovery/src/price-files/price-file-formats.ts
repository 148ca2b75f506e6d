/**
 * Files of prices that other programs write, recognised by what is in them.
 *
 * Errors  undefined for a text that is none of them; `refused` for YAML that cannot be read, by its line, never by its words.
 */
import { LineCounter, parseDocument } from "yaml";
import { asObject, type JsonObject, parseJson } from "../read-json";
import type { ForeignPrices } from "./foreign-price";
import { isLitellmConfig, readLitellmConfig } from "./litellm-config";
import { isPriceMap, readPriceMap } from "./litellm-price-map";
import { isModelsDev, readModelsDev } from "./models-dev";
import { isNewApiPricing, readNewApiPricing } from "./new-api-pricing";
import { isOpenRouterListing, readOpenRouterListing } from "./openrouter-listing";

type Format = Readonly<{ title: string; isIt: (value: JsonObject) => boolean }> &
  (
    | Readonly<{ reads: "value"; read: (value: JsonObject) => ForeignPrices }>
    | Readonly<{ reads: "text"; read: (text: string) => ForeignPrices }>
  );

const CONFIG = "LiteLLM config";

/** The first that fits. */
const FORMATS: readonly Format[] = [
  { title: CONFIG, isIt: isLitellmConfig, reads: "value", read: readLitellmConfig },
  { title: "OpenRouter model list", isIt: isOpenRouterListing, reads: "value", read: readOpenRouterListing },
  { title: "new-api pricing", isIt: isNewApiPricing, reads: "value", read: readNewApiPricing },
  { title: "models.dev", isIt: isModelsDev, reads: "value", read: readModelsDev },
  { title: "LiteLLM price map", isIt: isPriceMap, reads: "text", read: readPriceMap },
];

export const PRICE_FILE_TITLES: readonly string[] = FORMATS.map(({ title }) => title);

export type ForeignPriceFile = ForeignPrices & Readonly<{ title: string }>;

/** undefined: no JSON object, or none of a known kind. */
export function readForeignJson(text: string): ForeignPriceFile | undefined {
  const json = text.replace(/^\uFEFF/, "");
  const format = formatOf(shapeOf(json));
  if (!format) return undefined;
  if (format.reads === "text") return { title: format.title, ...format.read(json) };
  const parsed = parseJson(json);
  const value = parsed.ok ? asObject(parsed.value) : undefined;
  return value && { title: format.title, ...format.read(value) };
}

/** Without the digits of numbers, which take ten times as long to read. */
function shapeOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function formatOf(value: unknown) {
  const object = asObject(value);
  return object && FORMATS.find(({ isIt }) => isIt(object));
}

export type ForeignYaml = Readonly<{ file: ForeignPriceFile | undefined } | { problem: YamlProblem }>;

export type YamlProblem =
  | Readonly<{ code: "not-yaml"; details: Readonly<{ line: number; words: string }> }>
  | Readonly<{ code: "yaml-too-deep"; details: undefined }>;

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
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      return { problem: { code: "not-yaml", details: { line, words: error.code } } };
    }
    const value = asObject(document.toJS({ maxAliasCount: MOST_ALIASES }));
    return { file: value && isLitellmConfig(value) ? { title: CONFIG, ...readLitellmConfig(value) } : undefined };
  } catch {
    return { problem: { code: "yaml-too-deep", details: undefined } };
  }
}
