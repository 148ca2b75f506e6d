/** Who acts when the server does something by itself, as the audit log names it. */
import type { Actor } from "#server/services/context";

export const SYSTEM: Actor = {
  kind: "program",
  id: "ratecard",
  label: "ratecard",
  name: "Ratecard",
  scopes: ["admin"],
};
