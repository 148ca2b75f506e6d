import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One bundle, as the server is built: what is measured is what runs. */
export default defineConfig({
  root: here("."),
  logLevel: "warn",
  ssr: { noExternal: true, target: "node" },
  build: { ssr: here("bench.ts"), outDir: here("../../../results/bench"), emptyOutDir: true, target: "node20" },
});
