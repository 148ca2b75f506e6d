/**
 * Which model and kind of token a SKU of Google Cloud bills.
 * Form    of Vertex AI "Gemini 2.5 Flash GA Text Input - Predictions", "... Thinking Text Output - Predictions", "... Input Text Caching
 *         (Long)", "Claude Sonnet 4.5 Input Tokens"; of the Gemini API "Generate content output token count gemini 2.5 flash short input
 *         text", "Generate_content image output token count for Gemini 3 Pro Image". Caching storage is billed by the hour and no token.
 * Source  cloud.google.com/skus; SKUs of real reports and cost tables, as public importers quote them in their tests (2026).
 */
import type { BilledKind } from "@ratecard/contract";
import { kindInWords } from "./kind-words";

export type SkuParts = Readonly<{ model: string; kind: BilledKind }>;

const NO_TOKENS = /storage|hour|training|tuning|instance|machine|provisioned|grounding|running in/i;
const AI_SERVICE = /vertex|gemini|generative/i;

/** Whether it may be of models at all. */
export const isModelService = (service: string): boolean => AI_SERVICE.test(service);

/** Without a SKU a service of models bills all of them. null: no tokens of a model. */
export function partsOfSku(service: string, sku: string): SkuParts | null {
  if (sku === "") return isModelService(service) ? { model: "", kind: "all" } : null;
  if (NO_TOKENS.test(sku) || !(isModelService(service) || /\btokens?\b/i.test(sku))) return null;
  const words = sku.replaceAll("_", " ").trim();
  const [, counted = "", rest = ""] = API_FORM.exec(words) ?? [];
  return counted === "" ? vertexParts(words) : apiParts(counted, rest);
}

const API_FORM = /^(?:generate|embed) ?content (.*?)\btoken count(?: for)? (.+)$/i;
/** Rates behind the model's name, and media of what is counted. */
const TIERS = "short|long|input|output|non-thinking|thinking|flex|batch|priority|caching";
const TIERS_BEHIND = new RegExp(`(?: (?:${TIERS}))+$`, "i");
const MEDIA_BEHIND = new RegExp(`(?: (?:${TIERS}|text|image|audio|video))+$`, "i");

function apiParts(counted: string, rest: string): SkuParts | null {
  // "image output token count for Gemini 3 Pro Image": the medium stands before, so the last word is of the name.
  const isMediumBefore = /text|image|audio|video/i.test(counted);
  const behind = (isMediumBefore ? TIERS_BEHIND : MEDIA_BEHIND).exec(rest)?.[0] ?? "";
  const words = [/caching/i.exec(behind)?.[0], /image|audio|video/i.exec(behind)?.[0], counted];
  const kind = kindInWords(words.join(" "), { isWhole: true });
  return kind && { model: rest.slice(0, rest.length - behind.length), kind };
}

const BESIDE =
  /\b(?:Text|Audio|Image|Video)\s+(?=Input|Output)|(?<=\b(?:Input|Output)\s+)(?:Text|Audio|Image|Video)\b/gi;
const OTHER_WORDS =
  /\b(?:GA|Global|Regional|Input|Output|Thinking|Caching|Cached|Cache|Read|Write|Tokens?|Token Count|Batch|Priority|Flex|Long|Short)\b|\([^()]*\)/gi;

function vertexParts(words: string): SkuParts | null {
  const bare = words.replace(/\s-\s.*$/, "");
  const kind = kindInWords(bare, { isWhole: true });
  const model = bare.replaceAll(BESIDE, " ").replaceAll(OTHER_WORDS, " ").replaceAll(/\s+/g, " ").trim();
  return kind && { model, kind };
}
