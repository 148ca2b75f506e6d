/**
 * What one request consumed, and the conditions it was served under.
 *
 * Units   counts are non-negative safe integers. promptTokens and completionTokens are wholes that include
 *         their parts; the parts are disjoint: cacheWriteTokens are 5-minute writes, cacheWrite1hTokens
 *         one-hour writes, audioInputTokens exclude cached audio (cacheReadAudioTokens).
 * Errors  a missing count is unknown, never 0.
 */
import type { CountField } from "./token-kinds";
import type { UnitKind } from "./unit-kinds";

export type TokenCounts = Readonly<Partial<Record<CountField, number | undefined>>>;

export type Units = Readonly<Partial<Record<UnitKind, number>>>;

export type Usage = TokenCounts &
  Readonly<{
    /** As the gateway reports it: "flex", "priority", "fast", "default", ... */
    serviceTier?: string | undefined;
    isBatch?: boolean | undefined;
    /** "fast" is a mode of its own price; "standard" and unknown names are none. */
    speed?: string | undefined;
    /** The geo the provider says it served from; "global" is none. */
    inferenceGeo?: string | undefined;
    /** Data residency ("eu", "us") or cloud location ("us-east5") of the endpoint; "global" is none. */
    region?: string | undefined;
    /** Results asked of a search, for prices by result count. */
    maxResults?: number | undefined;
    units?: Units | undefined;
  }>;
