/** The rule of the chain that answers for a name: an entry of the price book, or a key of the catalogue. */
import type { PricingSource, Resolution } from "./resolution";

export type Rule = Readonly<{
  source: Exclude<PricingSource, "default" | "none">;
  /** The entry's name, or the catalogue's key. */
  name: string;
}>;

/** undefined: nothing answers but the default, or nothing at all. */
export function ruleOf(found: Resolution): Rule | undefined {
  if (found.source === "none" || found.source === "default") return undefined;
  return { source: found.source, name: "hit" in found ? found.hit.key : found.version.model };
}
