/** better-auth's browser side; sign-in and sign-out are all it is used for. */
import { createAuthClient } from "better-auth/client";
import { forgetSession } from "#web/components/session";

const authClient = createAuthClient({ basePath: "/api/auth" });

/** A sentence when it was refused; null when signed in. */
export async function signIn(email: string, password: string): Promise<string | null> {
  const { error } = await authClient.signIn.email({ email, password });
  forgetSession();
  if (!error) return null;
  if (error.status === 429) return "Too many tries from here. Wait a minute, then try again.";
  if (error.status === 401) return "E-mail or password is wrong. Check both; an admin can set a new password.";
  return error.message ?? "The server did not answer. Check that it runs, then try again.";
}

/** Ends the session and forgets everything it has loaded or kept. */
export async function signOut(): Promise<void> {
  await authClient.signOut();
  forgetSession();
}

/** A session in use is prolonged: better-auth sends a fresh cookie, at most once a day. Procedures never do. */
export const prolongSession = () => authClient.getSession();
