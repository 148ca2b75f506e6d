import { forgetSession } from "#web/components/forget-session";
import { authClient } from "./auth-client";

/** A sentence when it was refused; null when signed in. */
export async function signIn(email: string, password: string): Promise<string | null> {
  const { error } = await authClient.signIn.email({ email, password });
  forgetSession();
  if (!error) return null;
  if (error.status === 429) return "Too many tries from here. Wait a minute, then try again.";
  if (error.status === 401) return "E-mail or password is wrong. Check both; an admin can set a new password.";
  return error.message ?? "The server did not answer. Check that it runs, then try again.";
}
