/**
 * Reads the numbers of one catalogue entry and keeps account of what was altered.
 * Units   USD per token to pico-USD per token; other prices stay exact decimals of a dollar.
 * Errors  a price that is none is noted as `refused` and reads as undefined.
 */
import {
  type Decimal,
  decimalToPicoUsd,
  divideDecimal,
  parseCatalogNumber,
  parseCatalogRate,
  type PicoUsd,
  type RatePerToken,
} from "@ratecard/money";
import type { PriceTerms } from "@ratecard/pricing";
import type { CatalogNote } from "./catalog-index";
import { digitsOf, isJsonObject, type JsonObject, type JsonValue, toJsonText } from "./json-text";

/** Decimals kept when a price per hour or per thousand is divided. */
const QUOTIENT_SCALE = 24;

export class PriceReader {
  readonly key: string;
  readonly notes: CatalogNote[] = [];

  constructor(key: string) {
    this.key = key;
  }

  rate(field: string, value: JsonValue): RatePerToken | undefined {
    const parsed = parseCatalogRate(digitsOf(value) ?? "");
    if (!parsed.ok) return this.refuse(field, value, parsed.problem);
    if (parsed.value.rounded) this.note("rounded", field, value);
    else if (parsed.value.denoised) this.note("denoised", field, value);
    return parsed.value.rate;
  }

  decimal(field: string, value: JsonValue, per = 1n): Decimal | undefined {
    const parsed = parseCatalogNumber(digitsOf(value) ?? "");
    if (!parsed.ok) return this.refuse(field, value, parsed.problem);
    if (parsed.value.denoised) this.note("denoised", field, value);
    return per === 1n ? parsed.value.value : divideDecimal(parsed.value.value, per, QUOTIENT_SCALE);
  }

  usd(field: string, value: JsonValue): PicoUsd | undefined {
    const amount = this.decimal(field, value);
    return amount && decimalToPicoUsd(amount);
  }

  refuse(field: string, value: JsonValue, problem: string): undefined {
    this.notes.push({ kind: "refused", key: this.key, field, detail: `${problem}: ${shorten(value)}` });
    return undefined;
  }

  private note(kind: "rounded" | "denoised", field: string, value: JsonValue): void {
    this.notes.push({ kind, key: this.key, field, detail: shorten(value) });
  }
}

const shorten = (value: JsonValue): string => toJsonText(value).slice(0, 80);

/**
 * Whether a row of zeros is free by its mode, name or notes; other zeros are missing prices. In August 2026 LiteLLM's file had
 * five rows of moderation and 110 others, four of which say so. The caller knows that no price of it is above 0.
 */
export function isFree(key: string, body: JsonObject, { rates, units }: PriceTerms): boolean {
  if (body.mode === "moderation") return rates.input !== undefined && rates.output !== undefined;
  const statesZero = Object.keys(rates).length > 0 || Object.keys(units ?? {}).length > 0;
  return statesZero && (/(?:^|[/:-])free$/i.test(key) || /\bfree\b/i.test(notesOf(body)));
}

function notesOf({ metadata }: JsonObject): string {
  const notes = isJsonObject(metadata) ? metadata.notes : undefined;
  return typeof notes === "string" ? notes : "";
}
