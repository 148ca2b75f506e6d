import { forgetSession } from "#web/components/forget-session";
import { authClient } from "./auth-client";

/** Ends the session and forgets everything it has loaded or kept. */
export async function signOut(): Promise<void> {
  await authClient.signOut();
  forgetSession();
}
