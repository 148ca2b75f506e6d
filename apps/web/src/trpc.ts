/** The one client of the server: `trpc.<feature>.<procedure>.queryOptions(input)` for hooks, `trpcClient` outside of them. */
import type { AppRouter } from "@ratecard/server";
import { QueryClient } from "@tanstack/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { askAboutFailingCases } from "./ask-about-cases";

const URL = "/trpc";
/** Below the server's cap on calls a batch. */
const MOST_CALLS_A_BATCH = 20;
const STALE_MS = 10_000;
const MOST_RETRIES = 2;

/** A refusal with a reason stays a refusal; only a lost connection is worth another try. */
const isAnswered = (error: Error) =>
  error instanceof TRPCClientError && error.data !== undefined && error.data !== null;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      retry: (failures, error) => !isAnswered(error) && failures < MOST_RETRIES,
      refetchOnWindowFocus: false,
    },
  },
});

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    askAboutFailingCases(URL),
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({ url: URL }),
      false: httpBatchStreamLink({ url: URL, maxItems: MOST_CALLS_A_BATCH }),
    }),
  ],
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });

/** `RouterOutputs["jobs"]["find"]`: shapes are inferred from the server, never retyped. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
export type RouterInputs = inferRouterInputs<AppRouter>;
