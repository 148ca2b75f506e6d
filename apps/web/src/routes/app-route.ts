/** Everything behind the sign-in, in its frame: where it begins, and what is said of an address without a page. */
import { createRoute, redirect } from "@tanstack/react-router";
import { forgetTab } from "#web/components/tab-memory";
import { queryClient, trpc, trpcClient } from "#web/trpc";
import { AppFrame } from "./app-frame";
import { root } from "./front-door-routes";
import { NotFound } from "./not-found";

export const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: AppFrame,
  beforeLoad: async ({ location }) => {
    // All at once: over a long line, one question after the other keeps the page waiting.
    const [{ isSetUp }, me] = await Promise.all([
      queryClient.ensureQueryData(trpc.access.setupState.queryOptions()),
      queryClient.ensureQueryData(trpc.access.me.queryOptions()),
      askForZone().catch(() => undefined),
    ]);
    if (!isSetUp) throw redirect({ to: "/setup" });
    if (!me) {
      forgetTab();
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    await queryClient.ensureQueryData(trpc.ledgerZone.show.queryOptions());
    return { me };
  },
});

/** Whoever is not signed in is refused, which is no session that ended: the query itself never hears of it. */
async function askForZone(): Promise<void> {
  const { queryKey } = trpc.ledgerZone.show.queryOptions();
  if (queryClient.getQueryData(queryKey)) return;
  queryClient.setQueryData(queryKey, await trpcClient.ledgerZone.show.query());
}

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/dashboard" });
  },
});

/** In the frame, so that the way on is at hand. */
const unknown = createRoute({ getParentRoute: () => app, path: "/$", component: NotFound });

export const otherRoutes = [home, unknown] as const;
