/** A whole server without a socket: `app.inject(...)`, people who are signed in by cookie, programs by key. */
import { type Role, ROLES, type Scope } from "@ratecard/contract";
import type { FastifyInstance } from "fastify";
import { createApiKey } from "#server/features/access/api-keys";
import { createUser } from "#server/features/access/users";
import { createApp } from "#server/http/app";
import { createTestContext, type TestContext } from "./create-test-context";

export const PASSWORD = "correct horse battery staple";

export type TestApp = TestContext &
  Readonly<{
    app: FastifyInstance;
    /** Makes a person of the role and signs in; the headers of their browser. */
    signedIn: (role: Role, email?: string) => Promise<{ cookie: string }>;
    keyWith: (...scopes: Scope[]) => Promise<{ authorization: string }>;
  }>;

export async function createTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const context = await createTestContext(settings);
  const app = await createApp(context.services);
  await app.ready();
  return {
    ...context,
    app,
    signedIn: async (role, email = `${role}-${ROLES.indexOf(role)}@example.org`) => {
      await createUser(context.ctx, { name: role, email, role, password: PASSWORD });
      return { cookie: await signInAs(app, email) };
    },
    keyWith: async (...scopes) => {
      const { key } = await createApiKey(context.ctx, { name: scopes.join("+"), scopes });
      return { authorization: `Bearer ${key}` };
    },
    close: async () => {
      await app.close();
      await context.close();
    },
  };
}

export async function signInAs(app: FastifyInstance, email: string, password = PASSWORD): Promise<string> {
  const answer = await app.inject({ method: "POST", url: "/api/auth/sign-in/email", payload: { email, password } });
  if (answer.statusCode !== 200) throw new Error(`Sign-in of ${email} answered ${answer.statusCode}: ${answer.body}`);
  return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
}
