import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/charts/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./theme.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askAboutFailingCasesBy } from "./ask-about-cases";
import { askForFailingCases } from "./components/failing-cases";
import { forgetSession } from "./components/session";
import { domainErrorOf } from "./errors/describe-client-error";
import { loadFirstPage, router } from "./routes/tree";
import { theme } from "./theme";
import { queryClient } from "./trpc";

const LEAST_AGE_MS = 10_000;

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");

askAboutFailingCasesBy(askForFailingCases);
leaveWhenSignedOut();
reloadWhenReplaced();
loadFirstPage();
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

/** A session that ended elsewhere (expired, disabled, password changed): the next answer leads to the sign-in page. */
function leaveWhenSignedOut(): void {
  const look = (error: unknown) => {
    const { href, pathname } = router.state.location;
    if (pathname === "/sign-in" || domainErrorOf(error)?.code !== "NOT_SIGNED_IN") return;
    forgetSession();
    void router.navigate({ to: "/sign-in", search: { next: href } });
  };
  queryClient.getQueryCache().subscribe(({ query }) => look(query.state.error));
  queryClient.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error));
}

/** A page of a build that was replaced meanwhile is gone from the server: a reload brings the new one. */
function reloadWhenReplaced(): void {
  window.addEventListener("vite:preloadError", (event) => {
    // Just loaded and missing all the same: another reload would not help, the error is shown.
    if (performance.now() < LEAST_AGE_MS) return;
    event.preventDefault();
    window.location.reload();
  });
}
