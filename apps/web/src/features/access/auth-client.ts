/** better-auth's browser side; sign-in and sign-out are all it is used for. */
import { createAuthClient } from "better-auth/client";

export const authClient = createAuthClient({ basePath: "/api/auth" });
