import { fileURLToPath } from "node:url";

/** Everything a run leaves behind; git ignores it. */
export const RESULTS = fileURLToPath(new URL("../results", import.meta.url));
export const SESSION_FILE = `${RESULTS}/session.json`;
