/** Everything behind the sign-in, in its frame: where it begins, and what is said of an address without a page. */
import { createRoute, redirect } from "@tanstack/react-router";
import { forgetTab } from "#web/components/tab-memory";
import { queryClient, trpc } from "#web/trpc";
import { AppFrame } from "./app-frame";
import { root } from "./front-door-routes";
import { NotFound } from "./not-found";

export const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: AppFrame,
  beforeLoad: async ({ location }) => {
    const { isSetUp } = await queryClient.ensureQueryData(trpc.access.setupState.queryOptions());
    if (!isSetUp) throw redirect({ to: "/setup" });
    const me = await queryClient.ensureQueryData(trpc.access.me.queryOptions());
    if (!me) {
      forgetTab();
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    await queryClient.ensureQueryData(trpc.ledgerZone.show.queryOptions());
    return { me };
  },
});

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
