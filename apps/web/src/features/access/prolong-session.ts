import { authClient } from "./auth-client";

/** A session in use is prolonged: better-auth sends a fresh cookie, at most once a day. Procedures never do. */
export const prolongSession = () => authClient.getSession();
