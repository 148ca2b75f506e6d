/**
 * Which model and kind of token a meter of Azure bills.
 * Form    "gpt 4o 1120 cached Inp glbl Tokens", "GPT 5 outpt Glbl 1M Tokens", "5 mini pp cd Inp Dz", "gpt-image-1-inp-cached-txt-glbl Tokens",
 *         "GPT 5.6 Sol short context cache writes input Global" (without "Tokens"), "V4 Flash cached glbl Tokens", "Embedding-Ada-glbl Tokens";
 *         the product says whose "5.4" and "V4" are: "Azure OpenAI GPT5", "Azure Deepseek Models". Training and hosting are no calls.
 * Source  the meters of Azure's retail prices (Foundry Models) of October 2026
 */
import type { BilledKind } from "@ratecard/contract";
import { kindInWords } from "./kind-words";

export type Meter = Readonly<{
  name: string;
  category: string;
  /** "Azure OpenAI GPT5": the product. */
  subcategory: string;
  unit: string;
}>;

export type MeterParts = Readonly<{ model: string; kind: BilledKind }>;

const AI = /openai|foundry|cognitive|azure ai|(?:deepseek|grok|llama|mistral|phi|cohere|mai|fireworks|kimi) ?models?/i;
const DIRECTION = /\b(?:inpt?|input|outpt?|output|opt|cached|cchd|prompt|completion)\b/i;
const NO_CALLS = /tr(?:ai)?n(?:in)?g\b|h(?:o)?st(?:i)?ng\b|provisioned|\bPTU\b|tool|session/i;

/** null: it bills no tokens of a model. */
export function partsOfMeter(meter: Meter): MeterParts | null {
  const words = meter.name.replaceAll(/[-_]/g, " ");
  const isTokens = /token/i.test(`${words} ${meter.unit}`) || (AI.test(groupOf(meter)) && DIRECTION.test(words));
  if (!isTokens || NO_CALLS.test(words)) return null;
  return { model: modelOf(meter), kind: kindInWords(words) ?? "all" };
}

/** Whether it may be of models at all. */
export const isOfModels = (meter: Meter): boolean => AI.test(groupOf(meter));

const groupOf = ({ category, subcategory }: Meter): string => `${category} ${subcategory}`;

/** Words that are not of the model: the kind, the deployment, the tier, the unit. */
const OTHER_WORDS =
  /[ -](?:inp|inpt|input|outp|outpt|out|opt|output|cached|cc?chd|cd|cache|writes?|glbl|gl|global|dzone|dzn?|data zone|regnl|rgnl|regional|batch|pp|prty|priority|flex|(?:short|long) ?co(?:ntext)?|txt|text|img|1m|1k|tkn|tokens?|prompt|completion)\b/gi;
/** How much the model reads at once, where no other model is called so: gpt-4-32k and gpt-35-turbo-16k of 2023 are. */
const USUAL_CONTEXT = /(?<=^gpt.*)[ -]?(?<![\d.])(?:(?:4|8|128)k\b|16k(?=[ -](?:0125|1106)))/i;
/** A medium is of the model ("gpt-image-1") unless it stands beside the direction. */
const MEDIUM = / (?:audio|image|video)(?= (?:in|inpt?|input|out|outpt?|output)\b)/gi;

const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/gpt/i, "gpt"],
  [/deepseek/i, "deepseek"],
  [/^mai\b/i, "MAI"],
];

function modelOf({ name, subcategory }: Meter): string {
  const bare = name
    .replaceAll(MEDIUM, "")
    .replaceAll(OTHER_WORDS, "")
    .replace(USUAL_CONTEXT, "")
    .replace(/^FW /, "")
    .trim();
  const owner = OWNERS.find(([pattern]) => pattern.test(subcategory))?.[1] ?? "";
  const isNamed = owner === "gpt" ? !/^\d/.test(bare) : bare.toLowerCase().includes(owner.toLowerCase());
  return isNamed ? bare : `${owner} ${bare}`;
}
