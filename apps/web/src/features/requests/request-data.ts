/** The shapes of the request pages, inferred from the server. */
import type { RouterOutputs } from "#web/trpc";

export type ListedRequest = RouterOutputs["requests"]["list"]["requests"][number];
export type RequestDetails = RouterOutputs["requests"]["get"];
export type ExplainedRequest = RouterOutputs["explain"]["explain"];
