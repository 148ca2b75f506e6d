import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The first browsers that know CSS light-dark(); older ones would get it rewritten into something that ignores our switch. */
const BROWSERS = ["chrome123", "firefox121", "safari17.5"];

/** The server of `pnpm dev`; the browser talks to Vite alone, so that cookies and origins are as in production. */
const server = `http://localhost:${process.env.PORT ?? "3000"}`;
const toServer = { target: server, changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "#web": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port: 5173, proxy: { "/api": toServer, "/trpc": toServer, "/health": toServer, "/v1": toServer } },
  build: { target: BROWSERS, sourcemap: false, chunkSizeWarningLimit: 700 },
});
