/** Signs in as a browser would and answers what it would keep, for `storageState`. Sign-in is limited per address: sign in once a person. */
import { request } from "@playwright/test";
import { ADMIN } from "./people";

type Person = Readonly<{ email: string; password: string }>;
export type SignedIn = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>["storageState"]>>;

export async function signIn(url: string, { email, password }: Person = ADMIN): Promise<SignedIn> {
  const session = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const answer = await session.post("/api/auth/sign-in/email", { data: { email, password } });
  if (!answer.ok()) throw new Error(`Sign-in failed: ${answer.status()} ${await answer.text()}`);
  const state = await session.storageState();
  await session.dispose();
  return state;
}
