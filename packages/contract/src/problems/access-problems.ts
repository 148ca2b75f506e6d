/** People, their passwords, API keys, and where a call may come from. */
import type { ProblemTable } from "./problem-table";

export const ACCESS_PROBLEMS = {
  "not-an-email": () => "is no e-mail address. Write it as name@example.com.",
  "no-setup-token": () => "is missing. Open the link printed on the terminal.",
  "not-a-setup-token": () => "is no setup token. Open the link printed on the terminal.",
  "wrong-password": () => "is not your current password. Check it; an admin can set a new one.",
  "foreign-host": () => "is not an address of this server. Open it by the one printed at its start, or set PUBLIC_URL.",
  "foreign-origin": () => "is another site. Use the app from its own address.",
} satisfies ProblemTable;
