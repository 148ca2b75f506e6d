/** Ratecard as a program sees it: typed procedures by API key, and the REST calls of the ledger. */
import type { AppRouter } from "@ratecard/server";
import { createTRPCClient, httpLink } from "@trpc/client";
import { API_KEY } from "../server/people";

const HEADERS = { authorization: `Bearer ${API_KEY}` };

export type Request = {
  requestId: string;
  model: string;
  servedModel: string | null;
  provider: string | null;
  source: string;
  costUsd: string | null;
  reportedCostUsd: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  cacheReadTokens: number | null;
  totalTokens: number | null;
  isError: boolean;
  user: string | null;
};

export type RatecardClient = ReturnType<typeof ratecardClient>;

export function ratecardClient(url: string) {
  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers: HEADERS })] });
  const get = async <T>(path: string, query: Record<string, string>) => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, { headers: HEADERS });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const requests = async (model?: string) => {
    const page = await get<{ requests: Request[] }>("/api/usage/logs", { limit: "200", ...(model && { model }) });
    return page.requests;
  };
  const allRequests = async () => {
    const all: Request[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: Record<string, string> = { limit: "200", ...(cursor && { cursor }) };
      const page: { requests: Request[]; nextCursor: string | null } = await get("/api/usage/logs", query);
      all.push(...page.requests);
      cursor = page.nextCursor;
    }
    return all;
  };
  const analytics = (from: string, to: string) =>
    get<{ totals: { requests: number; defaultRequests: number; costUsd: string } }>("/api/admin/analytics", {
      from,
      to,
      groupBy: "model",
    });
  return { trpc, requests, allRequests, analytics };
}
