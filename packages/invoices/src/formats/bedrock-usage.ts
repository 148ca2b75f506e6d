/**
 * Which model and kind of token a usage type of Amazon Bedrock bills.
 * Form    of AWS' own listing model and kind: USE1-NovaPro-cache-read-input-token-count, USE1-Claude4.6Sonnet-output-tokens-cross-region-
 *         global, USE1-openai.gpt-oss-120b-mantle-input-tokens-standard, USE1-NovaSonic-speech-input-tokens. Of the marketplace only the
 *         kind: USE1-MP:USE1_InputTokenCount_Global-Units, USE1_cache_write_tokens_1h_standard-Units, APN1_MillionBatchInputTokens-Units;
 *         the product is "Claude Sonnet 4.5 (Amazon Bedrock Edition)", or the resource's ARN ends in the model's id.
 *         Reserved and provisioned throughput is billed by the hour, though it says InputTPM; images and seconds are counted as such.
 * Units   "1K tokens", "1M tokens"; "Units" of the marketplace are million tokens.
 * Source  docs.aws.amazon.com/bedrock/latest/userguide/cost-mgmt-understanding-cur-data.html; AWS' price lists AmazonBedrock and
 *         AmazonBedrockFoundationModels of 2026
 */
import type { BilledKind } from "@ratecard/contract";
import { type Decimal, decimal } from "@ratecard/money";
import { unitFactor } from "../cell-values";
import { kindInWords } from "./kind-words";

export type UsageOf = Readonly<{ usageType: string; product: string; resource: string }>;

export type UsageParts = Readonly<{ model: string; kind: BilledKind }>;

const NO_USAGE = /reserved|provisioned|_?TPM|customization|training|storage|guardrail/i;
const REGION = /^[A-Z]+\d*-(?:MP:[A-Z]+\d*_)?/;

/** `USE1-NovaPro-input-tokens`: what stands between the region and the kind. */
const OWN_TYPE = /^[A-Z]+\d*-(?!MP:)(.+?)(?:-mantle)?-(?:(?:text|speech|image|audio|video)-)?(?:cache|input|output)\b/i;
const EDITION = /^(.+?) \(Amazon Bedrock Edition\)/i;
const ARN = /[:/](?:foundation-model|inference-profile)\/([a-z][\w.:-]+)$/i;

/** By what is sold: a bucket or a log may be called so, too. */
export const isBedrock = (sold: string, resource: string): boolean =>
  /bedrock/i.test(sold) || /^arn:[^:]*:bedrock:/i.test(resource);

/** null: it bills no usage of a model that is told. */
export function partsOfUsage({ usageType, product, resource }: UsageOf): UsageParts | null {
  if (NO_USAGE.test(usageType)) return null;
  const words = usageType.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll(/[-_:.]/g, " ");
  const kind = kindInWords(words, { isWhole: true });
  const model = EDITION.exec(product)?.[1] ?? OWN_TYPE.exec(usageType)?.[1] ?? ARN.exec(resource)?.[1] ?? "";
  return kind === null || model === "" ? null : { model, kind };
}

const MILLION = decimal(1_000_000n);
const THOUSAND = decimal(1000n);

/** How many tokens a unit of it is. `about`: its description. null: nobody knows, or it counts images or seconds. */
export function tokensPerUnit({ usageType, unit, about }: Readonly<Record<"usageType" | "unit" | "about", string>>) {
  if (!/token/i.test(usageType)) return null;
  const stated: Decimal | null = /token/i.test(unit) ? unitFactor(unit) : null;
  if (stated) return stated;
  // Descriptions of some say "thousand" though the price is for a million.
  if (/million/i.test(about) || usageType.endsWith("-Units")) return MILLION;
  return /\b1K\b/i.test(about) ? THOUSAND : null;
}

/** As a line that is no usage is called, so that each is told from another. */
export const usageName = (usageType: string): string => usageType.replace(REGION, "").replace(/-Units$/, "");
