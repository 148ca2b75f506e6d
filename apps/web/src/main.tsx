import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/charts/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./theme.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { leaveWhenSignedOut } from "./routes/leave-when-signed-out";
import { reloadWhenReplaced } from "./routes/reload-when-replaced";
import { router } from "./routes/tree";
import { theme } from "./theme";
import { queryClient } from "./trpc";

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");

leaveWhenSignedOut(router);
reloadWhenReplaced();
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
