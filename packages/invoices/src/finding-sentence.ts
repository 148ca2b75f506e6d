/** What a finding says, in one plain sentence with its money; on screens, in files and in the terminal. */
import type { BilledKind } from "@ratecard/contract";
import { parseSignedUsd, readableUsd, toPico } from "@ratecard/money";
import type { Comparison, Finding } from "./comparison";
import type { VariancePart } from "./reconcile";

export const KIND_WORDS: Readonly<Record<BilledKind, string>> = {
  all: "in all",
  input: "input",
  output: "output",
  cacheRead: "cached input",
  cacheWrite: "cache writes",
  cacheWrite1h: "cache writes of 1 h",
  reasoning: "reasoning",
  audioInput: "audio input",
  audioOutput: "audio output",
  imageInput: "image input",
  imageOutput: "image output",
  videoInput: "video input",
  videoOutput: "video output",
  "not-usage": "no usage",
  "other-service": "other services",
};

export const PART_WORDS: Readonly<Record<VariancePart, Readonly<{ label: string; about: string }>>> = {
  price: { label: "Price", about: "The same tokens at another rate than ours." },
  volume: { label: "Volume", about: "More or fewer tokens than we booked, at our rate." },
  "cost-only": { label: "Cost only", about: "The invoice tells no tokens: price and volume cannot be told apart." },
  rounding: { label: "Rounding", about: "Less than the decimals of the invoice hold." },
  "only-invoice": { label: "Only on the invoice", about: "Names that the ledger has nothing of." },
  "only-ledger": { label: "Only in the ledger", about: "Names that the invoice has no line of." },
  elsewhere: { label: "Timing", about: "Requests of these days that are booked on other days." },
  "not-usage": { label: "Not usage", about: "Taxes, credits and fees." },
};

export function findingSentence(finding: Finding, varianceUsd: string): string {
  return `${whatOf(finding)}, ${shareWords(finding, varianceUsd)}`;
}

/** The one that explains most, or that nothing has to be explained. */
export function firstSentence({ findings, varianceUsd }: Pick<Comparison, "findings" | "varianceUsd">): string {
  const [first] = findings;
  return first ? findingSentence(first, varianceUsd) : "Invoice and ledger agree to the last digit.";
}

/** Of a service that was compared with nothing. */
export const leftOutSentence = (service: string, lines: number): string =>
  `${service}: ${lines === 1 ? "1 line" : `${grouped(String(lines))} lines`} of another service, not compared`;

function whatOf({ cause, name, kind, usd, billedPer1M, bookedPer1M, billedQuantity, bookedQuantity }: Finding): string {
  const model = name === "" ? "All models" : name;
  const kindWords = kind === null || kind === "all" ? "tokens" : KIND_WORDS[kind];
  switch (cause) {
    case "price":
      return billedPer1M === null || bookedPer1M === null
        ? `${model}: ${money(usd)} ${isLess(usd) ? "less" : "more"} than its tokens cost at our rates`
        : `${model}: billed at ${money(billedPer1M)} per 1M ${kindWords}, booked at ${money(bookedPer1M)}`;
    case "volume":
      return `${model}: ${countWords(billedQuantity)} ${kindWords} tokens billed, ${countWords(bookedQuantity)} booked`.replace(
        "tokens tokens",
        "tokens",
      );
    case "cost-only":
      return `${model}: the invoice tells no tokens, so price and volume cannot be told apart`;
    case "rounding":
      return `${model}: rounded on the invoice`;
    case "only-invoice":
      return `${model}: on the invoice, but the ledger has nothing under this name`;
    case "only-ledger":
      return `${model}: in the ledger, but on no line of the invoice`;
    case "elsewhere":
      return `${model}: requests of these days are booked on other days`;
    case "not-usage":
      return `${model}: no usage of a model`;
  }
}

function shareWords({ usd, percent }: Finding, varianceUsd: string): string {
  return percent === null
    ? `${money(usd)} against a difference of ${money(varianceUsd)} in all`
    : `explains ${money(usd)} of ${money(varianceUsd)} (${percent === "0" ? "below 1" : percent} %)`;
}

const isLess = (usd: string): boolean => usd.startsWith("-");

const DOLLAR = 1_000_000_000_000n;
const CENT = DOLLAR / 100n;

/** To the cent, with all its dollars; below a dollar at a glance. */
function money(usd: string): string {
  const parsed = parseSignedUsd(usd);
  if (!parsed.ok) return `$${usd}`;
  const pico = toPico(parsed.value);
  const size = pico < 0n ? -pico : pico;
  if (size < DOLLAR) return readableUsd(parsed.value);
  const cents = (size + CENT / 2n) / CENT;
  return `${pico < 0n ? "-" : ""}$${grouped((cents / 100n).toString())}.${(cents % 100n).toString().padStart(2, "0")}`;
}

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, ",");

const countWords = (quantity: string | null): string =>
  quantity === null ? "no" : grouped(quantity.split(".")[0] ?? "");
