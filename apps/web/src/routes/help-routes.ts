/** The first steps, Explain and the guide. Every page is a chunk of its own. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { app } from "./app-route";

const welcome = createRoute({
  getParentRoute: () => app,
  path: "/welcome",
  component: lazyRouteComponent(() => import("./welcome"), "WelcomeRoute"),
});

const explain = createRoute({
  getParentRoute: () => app,
  path: "/explain",
  component: lazyRouteComponent(() => import("./explain"), "ExplainRoute"),
});

const guide = createRoute({
  getParentRoute: () => app,
  path: "/docs/guides/models",
  component: lazyRouteComponent(() => import("#web/features/guide/guide-page"), "GuidePage"),
});

export const helpRoutes = [welcome, explain, guide] as const;
