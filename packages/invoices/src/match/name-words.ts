/**
 * What of a model's name is compared: its words in any order, without who serves it, region, edition, and, more loosely, without its date.
 * Source  invoices write "Claude Sonnet 4.5", "gpt 4o 1120", "USE1-NovaPro"; gateways claude-sonnet-4-5-20250929, us.amazon.nova-pro-v1:0.
 */
export type NameWords = Readonly<{
  /** With its date or version. */
  full: string;
  /** Without. */
  undated: string;
}>;

/** What stands before a dot in ids of Bedrock: region, vendor. */
const DOTTED = /^(?:[a-z][a-z-]*\.)+(?=[a-z])/;
const DATE = /\b20\d{2}[-.]?(0\d|1[0-2])[-.]?([0-2]\d|3[01])\b/g;
/** Azure and older names of OpenAI end in month and day. */
const MONTH_AND_DAY = /(?<=[ -])(0[1-9]|1[0-2])([0-2]\d|3[01])$/;
const VERSION = /[-@: ](?:v\d+(?::\d+)?|\d+:\d+)$/;
/** Open models are billed without it; of OpenAI's it is another model. */
const INSTRUCT = /(?<=(?:llama|mistral|mixtral|qwen|gemma|nemotron)[^/]*)[- ]instruct\b/;
/** Azure's spelling, whose names of deployments had no dot. */
const GPT_35 = /\bgpt[- ]?35(?=[- ]|$)/;
const NOISE = /\((?:amazon bedrock edition)\)|[-: ](?:latest|preview|free|beta|default)$/g;

export function nameWords(name: string): NameWords {
  const lower = name.trim().toLowerCase();
  const bare = lower
    .slice(lower.lastIndexOf("/") + 1)
    .replace(DOTTED, "")
    .replaceAll(NOISE, "")
    .replace(GPT_35, "gpt-3.5");
  const camel = spaced(name) === null ? bare : bare.replace(lower, spaced(name) ?? lower);
  const undated = camel.replace(VERSION, "").replaceAll(DATE, "").replace(MONTH_AND_DAY, "").replace(INSTRUCT, "");
  return { full: wordsOf(camel), undated: wordsOf(undated) };
}

/** `NovaPro` as `nova pro`; null: it is not written so. */
const spaced = (name: string): string | null =>
  /^[A-Z][A-Za-z\d.-]*$/.test(name) && /[a-z\d][A-Z]/.test(name)
    ? name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase()
    : null;

/** Letters and digits are words of their own, so that `claude3.5sonnet` is `claude 3 5 sonnet`; `Nova 2.0` is `nova 2`. */
const wordsOf = (text: string): string =>
  (text.replaceAll(/(?<![\d.])(\d)\.0(?![\d.])/g, "$1 ").match(/[a-z]+|\d+/g) ?? []).toSorted().join(" ");
