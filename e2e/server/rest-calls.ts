/** The price book as a program edits it, for what a journey needs to be there. Prices are USD per 1,000,000 tokens. */
import { type APIRequestContext, expect } from "@playwright/test";
import { API_KEY } from "./people";

export const BEARER = { authorization: `Bearer ${API_KEY}` };

/** Sets a price, whatever stood there; answers its version. */
export async function setPrice(http: APIRequestContext, model: string, price: Record<string, unknown>) {
  const path = `/api/prices/${encodeURIComponent(model)}`;
  const standing = await http.get(path, { headers: BEARER });
  const etag = standing.headers()["etag"];
  const headers = { ...BEARER, ...(standing.ok() && etag !== undefined && { "if-match": etag }) };
  const answer = await http.put(path, { headers, data: price });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** null: there is none. */
export async function findPrice(http: APIRequestContext, model: string): Promise<Record<string, unknown> | null> {
  const answer = await http.get(`/api/prices/${encodeURIComponent(model)}`, { headers: BEARER });
  return answer.status() === 404 ? null : ((await answer.json()) as Record<string, unknown>);
}

/** Reports requests as a gateway does; each must be booked, now or by an earlier try of the same journey. */
export async function reportUsage(http: APIRequestContext, events: readonly Record<string, unknown>[]): Promise<void> {
  const answer = await http.post("/api/usage", { headers: BEARER, data: { events } });
  const { results } = (await answer.json()) as { results: readonly { status: string }[] };
  const booked = results.filter(({ status }) => status === "accepted" || status === "duplicate");
  expect(booked, JSON.stringify(results)).toHaveLength(events.length);
}
