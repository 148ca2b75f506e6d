import { defineConfig } from "vite";

/** One file for Node: our own packages bundled, commander and the tRPC client left in node_modules. */
export default defineConfig({
  build: {
    ssr: "src/main.ts",
    target: "node20",
    outDir: "dist",
    // TypeScript keeps its own notes in there.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
  },
});
