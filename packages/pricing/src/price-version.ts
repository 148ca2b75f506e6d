/** One value of the price book and the time it holds. Time: epoch ms UTC, [validFrom, validUntil). */
import type { PriceTerms } from "./price-terms";

/** The entry that answers when nothing else does; it matches by no other rung. */
export const DEFAULT_MODEL = "default";

export type PriceVersion = Readonly<{
  versionId: string;
  model: string;
  /** A LiteLLM provider id. */
  provider: string;
  isActive: boolean;
  /** Written from the default price: it stands for a price until a person sets one. */
  isPlaceholder?: boolean;
  /** null: since the beginning of time. */
  validFrom: number | null;
  /** null: for good. */
  validUntil: number | null;
  terms: PriceTerms;
}>;

export const inForce = (version: PriceVersion, at: number): boolean =>
  (version.validFrom === null || version.validFrom <= at) && (version.validUntil === null || at < version.validUntil);
