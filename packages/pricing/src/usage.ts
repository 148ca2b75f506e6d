/**
 * What one request consumed.
 *
 * Units   counts are non-negative safe integers. promptTokens and completionTokens are wholes that include
 *         their parts; the parts are disjoint: cacheWriteTokens are 5-minute writes, cacheWrite1hTokens
 *         one-hour writes, audioInputTokens exclude cached audio (cacheReadAudioTokens).
 * Errors  a missing count is unknown, never 0.
 */
import type { CountField } from "./token-kinds";
import type { UnitKind } from "./unit-kinds";

export type TokenCounts = Readonly<Partial<Record<CountField, number | undefined>>>;

export type Usage = TokenCounts &
  Readonly<{
    /** As the gateway reports it: "flex", "priority", "fast", "default", ... */
    serviceTier?: string | undefined;
    isBatch?: boolean | undefined;
    /** Data residency of a regional host: "eu", "us". */
    residency?: string | undefined;
    /** The geo the provider says it served from; "global" is none. */
    inferenceGeo?: string | undefined;
    isFastMode?: boolean | undefined;
    /** Cloud location of the endpoint ("us-east5"); "global" is none. */
    endpointLocation?: string | undefined;
    /** Results asked of a search, for prices by result count. */
    maxResults?: number | undefined;
    units?: Readonly<Partial<Record<UnitKind, number>>> | undefined;
  }>;
