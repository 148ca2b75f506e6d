/** Requests for people: the list, what it makes together and by group, and one request. */
import { GroupRequests, ListRequests, OneRequest, RequestScope } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { findRequest } from "./find-request";
import { listFacets, listRequests } from "./list-requests";
import { groupRequests, sumRequests } from "./sum-requests";

export const requestsRouter = router({
  list: procedure("requests:read")
    .input(ListRequests)
    .query(({ ctx, input }) => listRequests(ctx, input)),

  totals: procedure("requests:read")
    .input(RequestScope)
    .query(({ ctx, input }) => sumRequests(ctx, input)),

  groups: procedure("requests:read")
    .input(GroupRequests)
    .query(({ ctx, input }) => groupRequests(ctx, input)),

  /** Fails with NOT_FOUND. */
  get: procedure("requests:read")
    .input(OneRequest)
    .query(({ ctx, input }) => findRequest(ctx, input)),

  facets: procedure("requests:read").query(({ ctx }) => listFacets(ctx)),
});
