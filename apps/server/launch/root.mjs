import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout; `.env` and the data folder are looked for here, wherever the command was given. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
