/** Fractions of BigInts, for the independent proof: slow, obvious, never rounded before the end. */
export type Rational = Readonly<{ top: bigint; bottom: bigint }>;

export const ZERO_RATIONAL: Rational = { top: 0n, bottom: 1n };

/** "12.5" is 125/10. */
export function rational(text: string): Rational {
  const [whole = "0", fraction = ""] = text.split(".");
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

export const whole = (count: number): Rational => ({ top: BigInt(count), bottom: 1n });

export const plus = (a: Rational, b: Rational): Rational => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});

export const product = (a: Rational, b: Rational): Rational => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

/** To whole pico-dollars; exactly half goes to the even one. */
export function toPicoDollars(usd: Rational): Rational {
  const top = usd.top * 10n ** 12n;
  const floor = top >= 0n ? top / usd.bottom : -((-top + usd.bottom - 1n) / usd.bottom);
  const rest = top - floor * usd.bottom;
  const isUp = rest * 2n > usd.bottom || (rest * 2n === usd.bottom && floor % 2n !== 0n);
  return { top: isUp ? floor + 1n : floor, bottom: 10n ** 12n };
}
