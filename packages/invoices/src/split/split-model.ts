/**
 * Why one model's invoice is not what the ledger has booked, in parts that add up to the difference to the last digit.
 * Rules   price = what is billed - what its tokens cost at our rate; volume = that - what is booked. Our rate of a kind is what its tokens
 *         were booked at: the booked cost is shared by the price's own proportions. A part that the invoice does not tell apart is in its
 *         whole. A price that differs by less than the invoice's decimals hold, line by line, is rounding. Without quantities: cost only.
 * Units   pico-USD; tokens.
 */
import type { BilledKind } from "@ratecard/contract";
import { add, compare, type Decimal, decimal, negate, type PicoUsd, picoUsd, subtract, ZERO } from "@ratecard/money";
import { atRateOf } from "./amounts";

export type BilledKindSum = Readonly<{
  kind: BilledKind;
  /** null: billed in another kind. */
  usd: PicoUsd | null;
  quantity: Decimal | null;
  /** What rounding may have taken or given at most. */
  roundingUsd: PicoUsd;
}>;

export type BookedKind = Readonly<{
  tokens: bigint;
  usd: PicoUsd;
  /** pico-USD a token; used where nothing was booked. */
  rate: bigint;
}>;

export const CAUSES = ["price", "volume", "cost-only", "rounding"] as const;
export type Cause = (typeof CAUSES)[number];

export type KindDifference = Readonly<{
  kind: BilledKind;
  billedUsd: PicoUsd | null;
  billedQuantity: Decimal | null;
  bookedUsd: PicoUsd;
  bookedTokens: bigint;
  parts: Readonly<Record<Cause, PicoUsd>>;
}>;

const NO_PARTS: Readonly<Record<Cause, PicoUsd>> = { price: ZERO, volume: ZERO, "cost-only": ZERO, rounding: ZERO };
const NOT_BOOKED: BookedKind = { tokens: 0n, usd: ZERO, rate: 0n };

export function splitModel(
  billed: readonly BilledKindSum[],
  booked: ReadonlyMap<BilledKind, BookedKind>,
): readonly KindDifference[] {
  const folded = fold(booked, new Set(billed.map(({ kind }) => kind)));
  const isCounted = billed.some(({ quantity }) => quantity !== null);
  if (!isCounted) return [costOnly(billed, folded)];
  const counted = billed.filter(({ usd, quantity }) => usd === null && quantity !== null);
  const expected = counted.map(({ kind, quantity }) =>
    atOurRate(folded.get(kind) ?? NOT_BOOKED, quantity ?? decimal(0n)),
  );
  const inOthers = expected.reduce(add, ZERO);
  const stated = billed.map((sum) => differenceOf(sum, folded.get(sum.kind) ?? NOT_BOOKED, inOthers));
  const isBilled = billed.some((sum) => holdsOthers(sum));
  return [
    ...stated,
    ...(isBilled || inOthers === ZERO ? [] : [unbilled(inOthers)]),
    ...notBilled(folded, new Set(billed.map(({ kind }) => kind))),
  ];
}

/** The cost of kinds that are counted beside it. */
const holdsOthers = ({ kind, quantity, usd }: BilledKindSum): boolean =>
  kind === "all" && quantity === null && usd !== null;

/** Tokens that are counted, and that no line has a cost for. */
const unbilled = (expected: PicoUsd): KindDifference => ({
  kind: "all",
  billedUsd: null,
  billedQuantity: null,
  bookedUsd: ZERO,
  bookedTokens: 0n,
  parts: { ...NO_PARTS, price: negate(expected) },
});

function differenceOf(sum: BilledKindSum, ours: BookedKind, inOthers: PicoUsd): KindDifference {
  const { kind, usd, quantity } = sum;
  const known = { kind, billedUsd: usd, billedQuantity: quantity, bookedUsd: ours.usd, bookedTokens: ours.tokens };
  if (quantity !== null) {
    const expected = atOurRate(ours, quantity);
    const volume = subtract(expected, ours.usd);
    return { ...known, parts: usd === null ? { ...NO_PARTS, volume } : priced(subtract(usd, expected), sum, volume) };
  }
  const rest = subtract(usd ?? ZERO, ours.usd);
  if (holdsOthers(sum) && inOthers !== ZERO) return { ...known, parts: priced(subtract(rest, inOthers), sum, ZERO) };
  return {
    ...known,
    parts: isRounding(rest, sum) ? { ...NO_PARTS, rounding: rest } : { ...NO_PARTS, "cost-only": rest },
  };
}

const priced = (difference: PicoUsd, sum: BilledKindSum, volume: PicoUsd) =>
  isRounding(difference, sum)
    ? { ...NO_PARTS, volume, rounding: difference }
    : { ...NO_PARTS, volume, price: difference };

const isRounding = (difference: PicoUsd, { roundingUsd }: Pick<BilledKindSum, "roundingUsd">): boolean =>
  compare(difference, roundingUsd) <= 0 && compare(difference, negate(roundingUsd)) >= 0;

function atOurRate({ tokens, usd, rate }: BookedKind, quantity: Decimal): PicoUsd {
  return tokens > 0n ? atRateOf(usd, tokens, quantity) : atRateOf(picoUsd(rate), 1n, quantity);
}

/** Costs are all that can be compared. */
function costOnly(billed: readonly BilledKindSum[], booked: ReadonlyMap<BilledKind, BookedKind>): KindDifference {
  const billedUsd = billed.reduce((added, { usd }) => add(added, usd ?? ZERO), ZERO);
  const roundingUsd = billed.reduce((added, sum) => add(added, sum.roundingUsd), ZERO);
  const bookedUsd = [...booked.values()].reduce((added, { usd }) => add(added, usd), ZERO);
  const bookedTokens = [...booked.values()].reduce((added, { tokens }) => added + tokens, 0n);
  const rest = subtract(billedUsd, bookedUsd);
  const parts = isRounding(rest, { roundingUsd })
    ? { ...NO_PARTS, rounding: rest }
    : { ...NO_PARTS, "cost-only": rest };
  return { kind: "all", billedUsd, billedQuantity: null, bookedUsd, bookedTokens, parts };
}

/** Kinds of the ledger that the invoice has no line of. */
const notBilled = (
  booked: ReadonlyMap<BilledKind, BookedKind>,
  billed: ReadonlySet<BilledKind>,
): readonly KindDifference[] =>
  [...booked].flatMap(([kind, { usd, tokens }]) =>
    billed.has(kind) || (usd === ZERO && tokens === 0n)
      ? []
      : [
          {
            kind,
            billedUsd: null,
            billedQuantity: null,
            bookedUsd: usd,
            bookedTokens: tokens,
            parts: { ...NO_PARTS, volume: negate(usd) },
          },
        ],
  );

const WHOLE_OF: Readonly<Partial<Record<BilledKind, BilledKind>>> = {
  input: "all",
  output: "all",
  cacheRead: "input",
  cacheWrite: "input",
  cacheWrite1h: "cacheWrite",
  audioInput: "input",
  imageInput: "input",
  videoInput: "input",
  reasoning: "output",
  audioOutput: "output",
  imageOutput: "output",
  videoOutput: "output",
};

/** Each part goes to where the invoice bills it. */
function fold(
  booked: ReadonlyMap<BilledKind, BookedKind>,
  billed: ReadonlySet<BilledKind>,
): ReadonlyMap<BilledKind, BookedKind> {
  const folded = new Map<BilledKind, BookedKind>();
  for (const [kind, { tokens, usd, rate }] of booked) {
    const place = placeOf(kind, billed);
    const known = folded.get(place);
    folded.set(place, {
      tokens: tokens + (known?.tokens ?? 0n),
      usd: add(usd, known?.usd ?? ZERO),
      rate: place === kind || !known ? rate : known.rate,
    });
  }
  return folded;
}

function placeOf(kind: BilledKind, billed: ReadonlySet<BilledKind>): BilledKind {
  for (let place: BilledKind | undefined = kind; place !== undefined; place = WHOLE_OF[place]) {
    if (billed.has(place)) return place;
  }
  return kind;
}
