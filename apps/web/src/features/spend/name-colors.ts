/**
 * A colour for each name, the same on every page and in every period: it is made from the name.
 * Rules   where two names of one chart have the same, the later (cheaper) one takes the next that is free.
 * Source  Okabe and Ito's eight (less black, yellow darkened on white) with ten more between them; as CSS for both schemes.
 */
const PALETTE = [
  "light-dark(#0072b2, #4aa3df)",
  "light-dark(#e69f00, #f0b53d)",
  "light-dark(#009e73, #2cc29a)",
  "light-dark(#cc79a7, #e3a3c6)",
  "light-dark(#d55e00, #f08345)",
  "light-dark(#56b4e9, #93d2f7)",
  "light-dark(#7d5ba6, #a98bd4)",
  "light-dark(#b8a500, #dccb4a)",
  "light-dark(#7f4f24, #bd8a5c)",
  "light-dark(#4db6ac, #8edbd2)",
  "light-dark(#2f4b7c, #7f9fd6)",
  "light-dark(#c2185b, #ee6a9c)",
  "light-dark(#6d8b2a, #a5c65a)",
  "light-dark(#b5563c, #e08e76)",
  "light-dark(#3c6e71, #7fb0b3)",
  "light-dark(#9c89d9, #c5b8f2)",
  "light-dark(#8a6d1f, #c9aa55)",
  "light-dark(#5b8def, #9dbcff)",
] as const;

export const OTHER_COLOR = "light-dark(#9aa5a1, #66726d)";
export const TOTAL_COLOR = PALETTE[0];

/** In the order of the names; the same name twice has one colour. */
export function colorsOf(names: readonly string[]): readonly string[] {
  const taken = new Set<number>();
  return names.map((name) => {
    const own = hashOf(name) % PALETTE.length;
    const steps = PALETTE.map((_, step) => (own + step) % PALETTE.length);
    const place = steps.find((each) => !taken.has(each)) ?? own;
    taken.add(place);
    return PALETTE[place] ?? OTHER_COLOR;
  });
}

/** FNV-1a. */
const hashOf = (text: string): number =>
  Array.from(text).reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0,
    2_166_136_261,
  );
