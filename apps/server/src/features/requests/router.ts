/** Requests for people: the list, and one request. */
import { ListRequests, OneRequest } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { findRequest } from "./find-request";
import { listFacets, listRequests } from "./list-requests";

export const requestsRouter = router({
  list: procedure("requests:read")
    .input(ListRequests)
    .query(({ ctx, input }) => listRequests(ctx, input)),

  /** Fails with NOT_FOUND. */
  get: procedure("requests:read")
    .input(OneRequest)
    .query(({ ctx, input }) => findRequest(ctx, input)),

  facets: procedure("requests:read").query(({ ctx }) => listFacets(ctx)),
});
