/** The tRPC router of the server: one branch a feature. Its type is all that web and CLI know of the server. */
import { router } from "./trpc";

export const appRouter = router({});

export type AppRouter = typeof appRouter;
