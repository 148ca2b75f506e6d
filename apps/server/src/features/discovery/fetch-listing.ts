/**
 * Asks one server for its models, whatever kind it is, and reads the answer while it comes.
 * Time    each call within `deadlineMs`, all pages together within four of them; `signal` ends all of it.
 * Errors  none thrown: a server that is away, refuses or lies is an answer with a code and a sentence.
 */
import type { ServerKind } from "@ratecard/contract";
import {
  keyHeaders,
  type LeftOut,
  type ListedModel,
  type Listing,
  type ListingCall,
  litellmReader,
  listingUrl,
  pageReader,
  type WildcardRoute,
} from "@ratecard/discovery";
import { guardedFetch } from "#server/outbound/guarded-fetch";
import { type ListingFailure, listingFailure, statusFailure } from "./listing-failure";

export type ServerAddress = Readonly<{ kind: ServerKind; baseUrl: string; apiKey: string | undefined }>;

export type OutboundLimits = Readonly<{ allowPrivate: boolean; deadlineMs: number; signal?: AbortSignal | undefined }>;

export type FoundListing = Readonly<{
  ok: true;
  models: readonly ListedModel[];
  leftOut: readonly LeftOut[];
  wildcardRoutes: readonly WildcardRoute[];
  notes: readonly string[];
}>;

export type FetchedListing = FoundListing | ListingFailure;

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_PAGES = 50;
const MOST_MODELS = 20_000;
const MOST_DEADLINES = 4;

type PagedServer = ServerAddress & Readonly<{ kind: Exclude<ServerKind, "litellm"> }>;

const isPaged = (server: ServerAddress): server is PagedServer => server.kind !== "litellm";

export async function fetchListing(server: ServerAddress, limits: OutboundLimits): Promise<FetchedListing> {
  return isPaged(server) ? fetchPages(server, limits) : fetchLitellm(server, limits);
}

/** Of the three answers only the first must be there: a key may be too weak for the others. */
async function fetchLitellm(server: ServerAddress, limits: OutboundLimits): Promise<FetchedListing> {
  const reader = litellmReader();
  const inVain = new AbortController();
  const giveUp = () => inVain.abort();
  limits.signal?.addEventListener("abort", giveUp);
  const others = Promise.all([
    call(server, { ...limits, signal: inVain.signal }, "modelInfo", reader.modelInfo.write),
    call(server, { ...limits, signal: inVain.signal }, "modelGroupInfo", reader.modelGroupInfo.write),
  ]);
  const models = await call(server, limits, "models", reader.models.write);
  if (!models.ok) giveUp();
  const [info, groups] = await others;
  limits.signal?.removeEventListener("abort", giveUp);
  const ended = [models, info, groups].find((answer) => !answer.ok && limits.signal?.aborted);
  if (ended && !ended.ok) return ended;
  if (!models.ok) return models;
  const listing = reader.finish({ modelInfo: info.ok, modelGroupInfo: groups.ok });
  const problem = info.ok ? listing.infoRefusal && `${hostOf(server)} ${listing.infoRefusal}` : info.message;
  const notes =
    problem === undefined ? [] : [`The base models of the names and their prices are not known: ${problem}`];
  return resultOf(listing, server, notes);
}

async function fetchPages(server: PagedServer, limits: OutboundLimits): Promise<FetchedListing> {
  const endsAt = performance.now() + MOST_DEADLINES * limits.deadlineMs;
  const models: ListedModel[] = [];
  const leftOut: LeftOut[] = [];
  const wildcardRoutes: WildcardRoute[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reader = pageReader(server.kind);
    const answer = await call(server, limits, "models", reader.write, cursor);
    if (!answer.ok) return answer;
    const listing = reader.finish();
    if (listing.outcome === "refused") return resultOf(listing, server, []);
    for (const model of listing.models) models.push(model);
    leftOut.push(...listing.leftOut);
    wildcardRoutes.push(...listing.wildcardRoutes);
    if (models.length > MOST_MODELS) return neverEnds(server, `has more than ${MOST_MODELS} models`);
    cursor = listing.next;
    if (cursor === undefined) return { ok: true, models, leftOut, wildcardRoutes, notes: [] };
    if (seen.has(cursor)) return neverEnds(server, "repeats its pages");
    seen.add(cursor);
    if (performance.now() > endsAt) return neverEnds(server, "takes too long to page through");
  }
  return neverEnds(server, `has more than ${MOST_PAGES} pages`);
}

const hostOf = ({ baseUrl }: ServerAddress): string => new URL(baseUrl).host;

const neverEnds = (server: ServerAddress, problem: string): ListingFailure =>
  listingFailure("wrong-shape", `The listing of ${hostOf(server)} ${problem}. Check the kind of the server.`);

function resultOf(listing: Listing, server: ServerAddress, notes: readonly string[]): FetchedListing {
  if (listing.outcome === "refused") return listingFailure(listing.problem, `${hostOf(server)} ${listing.reason}`);
  const { models, leftOut, wildcardRoutes } = listing;
  return { ok: true, models, leftOut, wildcardRoutes, notes };
}

async function call(
  server: ServerAddress,
  limits: OutboundLimits,
  which: ListingCall,
  read: (text: string) => boolean,
  cursor?: string,
): Promise<Readonly<{ ok: true }> | ListingFailure> {
  const url = listingUrl(server.kind, server.baseUrl, which, cursor);
  const headers = { accept: "application/json", ...keyHeaders(server.kind, server.apiKey) };
  const answer = await guardedFetch({ url, headers, read, maxBytes: MOST_BYTES, ...limits });
  if (!answer.ok) return listingFailure(answer.cause, answer.advice);
  return statusFailure(answer, url, server.apiKey !== undefined) ?? { ok: true };
}
