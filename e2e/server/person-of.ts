/** A page of somebody with a role, signed in on a server of the journey's own. */
import { type Browser, expect, type Page } from "@playwright/test";
import { BEARER } from "./rest-calls";
import { signIn } from "./sign-in";
import type { TestServer } from "./start-server";

const PASSWORD = "guesses are not prices";

export async function personOf(role: "support" | "finance", server: TestServer, browser: Browser): Promise<Page> {
  const email = `way-${role}@example.org`;
  const made = await fetch(`${server.url}/trpc/access.users.create`, {
    method: "POST",
    headers: { ...BEARER, "content-type": "application/json" },
    body: JSON.stringify({ name: role, email, role, password: PASSWORD }),
  });
  expect(made.ok).toBe(true);
  const storageState = await signIn(server.url, { email, password: PASSWORD });
  return (await browser.newContext({ baseURL: server.url, storageState })).newPage();
}
