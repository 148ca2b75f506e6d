/**
 * Who is signed in, for every component below the app frame.
 * `useMe()` is the person; `useMay("price-book:write")` says whether to offer something. The server decides again anyway.
 */
import type { Permission, Role } from "@ratecard/contract";
import { createContext, type ReactNode, use } from "react";
import { queryClient } from "#web/trpc";
import { forgetTab } from "./tab-memory";

export type Me = Readonly<{
  id: string;
  name: string;
  email: string | null;
  role: Role | null;
  permissions: readonly Permission[];
}>;

const SessionContext = createContext<Me | null>(null);

export function SessionProvider({ me, children }: Readonly<{ me: Me; children: ReactNode }>) {
  return <SessionContext value={me}>{children}</SessionContext>;
}

export function useMe(): Me {
  const me = use(SessionContext);
  if (!me) throw new Error("useMe is for components below SessionProvider");
  return me;
}

export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission);

/** Whatever was loaded or kept for whoever was signed in goes, so that the next person at this tab finds none of it. */
export function forgetSession(): void {
  queryClient.clear();
  forgetTab();
}
