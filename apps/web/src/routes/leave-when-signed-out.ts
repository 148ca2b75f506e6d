/** A session that ended elsewhere (expired, disabled, password changed): the next answer leads to the sign-in page. */
import { forgetSession } from "#web/components/forget-session";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { queryClient } from "#web/trpc";
import type { router as appRouter } from "./tree";

export function leaveWhenSignedOut(router: typeof appRouter): void {
  const look = (error: unknown) => {
    const { href, pathname } = router.state.location;
    if (pathname === "/sign-in" || domainErrorOf(error)?.code !== "NOT_SIGNED_IN") return;
    forgetSession();
    void router.navigate({ to: "/sign-in", search: { next: href } });
  };
  queryClient.getQueryCache().subscribe(({ query }) => look(query.state.error));
  queryClient.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error));
}
