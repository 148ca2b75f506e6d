/** The root of all routes, and those before the sign-in: the sign-in itself, and the setup until the first admin exists. */
import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { queryClient, trpc } from "#web/trpc";

export const root = createRootRoute({ component: Outlet });

const textOr = <Fallback>(value: unknown, fallback: Fallback) => (typeof value === "string" ? value : fallback);

/** Before the sign-in there is nothing to see but the page that fits: setup until the first admin exists, then sign-in. */
const isSetUp = async () => (await queryClient.ensureQueryData(trpc.access.setupState.queryOptions())).isSetUp;
const isSignedIn = async () => (await queryClient.ensureQueryData(trpc.access.me.queryOptions())) !== null;

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  beforeLoad: async () => {
    const [isReady, isIn] = await Promise.all([isSetUp(), isSignedIn()]);
    if (!isReady) throw redirect({ to: "/setup" });
    if (isIn) throw redirect({ to: "/dashboard" });
  },
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = textOr(search.next, undefined);
    // Only our own pages: a link never leads a signed-in person to another site.
    return next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {};
  },
  component: lazyRouteComponent(() => import("./front-door"), "SignInRoute"),
});

export const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  beforeLoad: async () => {
    if (await isSetUp()) throw redirect({ to: "/sign-in" });
  },
  validateSearch: (search: Record<string, unknown>): { token?: string } => {
    const token = textOr(search.token, undefined);
    return token === undefined ? {} : { token };
  },
  component: lazyRouteComponent(() => import("./front-door"), "SetupRoute"),
});
