/** All routes, and what is shown while a page is loaded or when it fails. Nothing of a page is loaded before it is opened. */
import { Notifications } from "@mantine/notifications";
import { createRouter } from "@tanstack/react-router";
import { ErrorState, LoadingState } from "#web/components/states";
import { adminRoutes } from "./admin-routes";
import { app, otherRoutes } from "./app-route";
import { dashboardRoutes } from "./dashboard-routes";
import { root, setup, signIn } from "./front-door-routes";
import { helpRoutes } from "./help-routes";

export const router = createRouter({
  routeTree: root.addChildren([
    app.addChildren([...otherRoutes, ...dashboardRoutes, ...adminRoutes, ...helpRoutes]),
    signIn,
    setup,
  ]),
  // Inside the router: what was done may offer where to go on.
  InnerWrap: ({ children }) => (
    <>
      <Notifications position="bottom-right" />
      {children}
    </>
  ),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingMs: 300,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
});

/** The code of the page that is opened first comes along with the questions who is signed in, not after their answers. */
export function loadFirstPage(): void {
  const [matched] = router.getMatchedRoutes(router.latestLocation.pathname);
  for (const route of matched) void router.loadRouteChunk(route);
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
