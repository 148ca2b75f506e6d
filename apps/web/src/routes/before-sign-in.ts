/** What is asked before somebody has signed in: whether there is an admin, who is there, and what the address carries. */
import { queryClient, trpc } from "#web/trpc";

/** Before the sign-in there is nothing to see but the page that fits: setup until the first admin exists, then sign-in. */
export const isSetUp = async () => (await queryClient.ensureQueryData(trpc.access.setupState.queryOptions())).isSetUp;
export const isSignedIn = async () => (await queryClient.ensureQueryData(trpc.access.me.queryOptions())) !== null;

type Search = Record<string, unknown>;

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export function signInSearch(search: Search): { next?: string } {
  const next = textIn(search.next);
  // Only our own pages: a link never leads a signed-in person to another site.
  return next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {};
}

export function setupSearch(search: Search): { token?: string } {
  const token = textIn(search.token);
  return token === undefined ? {} : { token };
}
