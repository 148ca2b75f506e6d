import type { RouterOutputs } from "#web/trpc";

export type User = RouterOutputs["access"]["users"]["list"][number];
