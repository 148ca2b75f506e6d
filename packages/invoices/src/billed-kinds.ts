/** The sums of an invoice by kind, in USD. Units: pico-USD, rounded half-even once for each sum that is kept. */
import type { BilledKind, InvoiceSum } from "@ratecard/contract";
import {
  add,
  type Decimal,
  decimal,
  decimalToPicoUsd,
  multiplyDecimals,
  ONE,
  parseDecimal,
  type PicoUsd,
  ZERO,
} from "@ratecard/money";
import type { BilledKindSum } from "./split/split-model";

const valueOf = (text: string): Decimal => {
  const parsed = parseDecimal(text);
  return parsed.ok ? parsed.value : decimal(0n);
};

const rateOf = (usdPerUnit: string | null): Decimal => (usdPerUnit === null ? ONE : valueOf(usdPerUnit));

export const usdOf = (cost: string | null, usdPerUnit: string | null): PicoUsd =>
  cost === null ? ZERO : decimalToPicoUsd(multiplyDecimals(valueOf(cost), rateOf(usdPerUnit)));

/** Half of the last decimal, for each line. */
function mostRounded({ lines, decimals }: InvoiceSum, usdPerUnit: string | null): PicoUsd {
  const half = decimal(5n * BigInt(lines), decimals + 1);
  return decimalToPicoUsd(multiplyDecimals(half, rateOf(usdPerUnit)));
}

export function billedKinds(sums: readonly InvoiceSum[], usdPerUnit: string | null): readonly BilledKindSum[] {
  const kinds = new Map<BilledKind, BilledKindSum>();
  for (const sum of sums) {
    const usd = sum.cost === null ? null : usdOf(sum.cost, usdPerUnit);
    const quantity = sum.quantity === null ? null : valueOf(sum.quantity);
    const roundingUsd = usd === null ? ZERO : mostRounded(sum, usdPerUnit);
    const known = kinds.get(sum.kind);
    kinds.set(
      sum.kind,
      known
        ? joined(known, { kind: sum.kind, usd, quantity, roundingUsd })
        : { kind: sum.kind, usd, quantity, roundingUsd },
    );
  }
  return [...kinds.values()];
}

const joined = (left: BilledKindSum, right: BilledKindSum): BilledKindSum => ({
  kind: left.kind,
  usd: left.usd === null ? right.usd : add(left.usd, right.usd ?? ZERO),
  quantity: left.quantity && right.quantity && addDecimals(left.quantity, right.quantity),
  roundingUsd: add(left.roundingUsd, right.roundingUsd),
});

export const subtractDecimals = (left: Decimal, right: Decimal): Decimal =>
  addDecimals(left, { ...right, digits: -right.digits });

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  const at = (value: Decimal) => value.digits * 10n ** BigInt(scale - value.scale);
  return decimal(at(left) + at(right), scale);
}
