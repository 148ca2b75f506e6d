/**
 * Sign-in of people: better-auth over our own tables. Accounts are made by setup or by an admin only, never by signing up.
 * Time    a session lasts 7 days and is prolonged once a day while it is used.
 */
import type { Database } from "@ratecard/prisma";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import type { Env } from "./env";

/** Overwritten by serve-auth.ts with the address of the connection, whatever the caller claims. */
export const CLIENT_ADDRESS_HEADER = "x-ratecard-client";

const SIGN_INS = { window: 60, max: 10 };

export type AuthParts = Readonly<{ env: Env; db: Database; secret: string }>;

export const createAuth = ({ env, db, secret }: AuthParts) =>
  betterAuth({
    appName: "Ratecard",
    secret,
    basePath: "/api/auth",
    ...(env.PUBLIC_URL === undefined ? {} : { baseURL: env.PUBLIC_URL }),
    database: prismaAdapter(db.prisma, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: "string", input: false, required: true, defaultValue: "viewer" },
        isDisabled: { type: "boolean", input: false, required: true, defaultValue: false },
      },
    },
    // Host and Origin are compared by guard-requests.ts before a request gets here; this is the same rule in better-auth's terms.
    trustedOrigins: (request) => sameSiteOrigins(request?.headers.get("host")),
    rateLimit: {
      enabled: env.NODE_ENV === "production",
      storage: "database",
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": SIGN_INS },
    },
    databaseHooks: {
      session: { create: { before: async (session) => refuseDisabled(db, session.userId) } },
    },
    advanced: {
      cookiePrefix: "ratecard",
      useSecureCookies: env.PUBLIC_URL?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    // To the one error answer, which tells a database that is away from a bug.
    onAPIError: { throw: true },
    logger: { disabled: true },
  });

export type Auth = ReturnType<typeof createAuth>;

const sameSiteOrigins = (host: string | null | undefined) => (host ? [`http://${host}`, `https://${host}`] : []);

async function refuseDisabled(db: Database, userId: string): Promise<void> {
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: { isDisabled: true } });
  if (user?.isDisabled) throw new APIError("FORBIDDEN", { message: "This account is disabled. Ask an admin." });
}
