import { queryClient } from "#web/trpc";
import { authClient } from "./auth-client";

/** Ends the session and forgets everything it has loaded. */
export async function signOut(): Promise<void> {
  await authClient.signOut();
  queryClient.clear();
}
