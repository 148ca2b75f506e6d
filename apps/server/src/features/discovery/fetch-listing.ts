/**
 * Asks one server for its models, whatever kind it is.
 * Time    each call within `deadlineMs`, all pages together within four of them.
 * Errors  none thrown: a server that is away, refuses or lies is an answer with a code and a sentence.
 */
import type { ServerKind } from "@ratecard/contract";
import {
  keyHeaders,
  type LeftOut,
  type ListedModel,
  type Listing,
  type ListingCall,
  listingUrl,
  parseAnthropic,
  parseGemini,
  parseLitellm,
  parseOllama,
  parseOpenAiCompatible,
  parseOpenRouter,
} from "@ratecard/discovery";
import { guardedFetch } from "#server/outbound/guarded-fetch";
import { type ListingFailure, listingFailure, statusFailure } from "./listing-failure";

export type ServerAddress = Readonly<{ kind: ServerKind; baseUrl: string; apiKey: string | undefined }>;

export type OutboundLimits = Readonly<{ allowPrivate: boolean; deadlineMs: number }>;

export type FetchedListing =
  | Readonly<{ ok: true; models: readonly ListedModel[]; leftOut: readonly LeftOut[]; notes: readonly string[] }>
  | ListingFailure;

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_PAGES = 50;
const MOST_DEADLINES = 4;

export async function fetchListing(server: ServerAddress, limits: OutboundLimits): Promise<FetchedListing> {
  return server.kind === "litellm" ? fetchLitellm(server, limits) : fetchPages(server, limits);
}

/** Of the three answers only the first must be there: a key may be too weak for the others. */
async function fetchLitellm(server: ServerAddress, limits: OutboundLimits): Promise<FetchedListing> {
  const [models, info, groups] = await Promise.all([
    call(server, limits, "models"),
    call(server, limits, "modelInfo"),
    call(server, limits, "modelGroupInfo"),
  ]);
  if (!models.ok) return models;
  const listing = parseLitellm({
    models: models.text,
    modelInfo: info.ok ? info.text : undefined,
    modelGroupInfo: groups.ok ? groups.text : undefined,
  });
  const notes = info.ok ? [] : [`The models behind the names and their prices are not known: ${info.message}`];
  return resultOf(listing, server, notes);
}

async function fetchPages(server: ServerAddress, limits: OutboundLimits): Promise<FetchedListing> {
  const endsAt = performance.now() + MOST_DEADLINES * limits.deadlineMs;
  const models: ListedModel[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await call(server, limits, "models", cursor);
    if (!answer.ok) return answer;
    const listing = PARSERS[server.kind](answer.text);
    if (listing.outcome === "refused") return resultOf(listing, server, []);
    models.push(...listing.models);
    leftOut.push(...listing.leftOut);
    cursor = listing.next;
    if (cursor === undefined) return { ok: true, models, leftOut, notes: [] };
    if (seen.has(cursor)) return neverEnds(server, "repeats its pages");
    seen.add(cursor);
    if (performance.now() > endsAt) return neverEnds(server, "takes too long to page through");
  }
  return neverEnds(server, `has more than ${MOST_PAGES} pages`);
}

const PARSERS: Record<ServerKind, (text: string) => Listing> = {
  litellm: (models) => parseLitellm({ models }),
  "openai-compatible": parseOpenAiCompatible,
  openrouter: parseOpenRouter,
  anthropic: parseAnthropic,
  gemini: parseGemini,
  ollama: parseOllama,
};

const neverEnds = ({ baseUrl }: ServerAddress, problem: string): ListingFailure =>
  listingFailure("wrong-shape", `The listing of ${new URL(baseUrl).host} ${problem}. Check the kind of the server.`);

function resultOf(listing: Listing, { baseUrl }: ServerAddress, notes: readonly string[]): FetchedListing {
  if (listing.outcome === "refused") {
    return listingFailure(listing.problem, `${new URL(baseUrl).host} ${listing.reason}`);
  }
  return { ok: true, models: listing.models, leftOut: listing.leftOut, notes };
}

type Called = Readonly<{ ok: true; text: string }> | ListingFailure;

async function call(
  server: ServerAddress,
  limits: OutboundLimits,
  which: ListingCall,
  cursor?: string,
): Promise<Called> {
  const url = listingUrl(server.kind, server.baseUrl, which, cursor);
  const headers = { accept: "application/json", ...keyHeaders(server.kind, server.apiKey) };
  const answer = await guardedFetch({ url, headers, maxBytes: MOST_BYTES, ...limits });
  if (!answer.ok) return listingFailure(answer.cause, answer.advice);
  return statusFailure(answer, url, server.apiKey !== undefined) ?? { ok: true, text: answer.text };
}
