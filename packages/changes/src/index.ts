/**
 * @ratecard/changes: what a change of many prices would do to the price book, whatever it comes from. Pure.
 *
 * Units: prices as @ratecard/pricing holds them; instants as ISO 8601 text.
 */
export {
  type ChangeRow,
  decide,
  type Decision,
  isWriting,
  type Outcome,
  OUTCOMES,
  type Refusal,
  type Standing,
} from "./decide";
export {
  canonicalJson,
  chargeAlike,
  chargingFingerprint,
  type Entry,
  type EntryDifference,
  entryDifferences,
  type EntryDraft,
  fingerprint,
  sameEntry,
  sameTerms,
} from "./entry";
export { EVIDENCE, type Evidence, type HeldReason, heldReasons, type PriceReference, unitReasons } from "./held";
