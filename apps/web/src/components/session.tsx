/**
 * Who is signed in, for every component below the app frame.
 * `useMe()` is the person; `useMay("price-book:write")` says whether to offer something. The server decides again anyway.
 */
import type { Permission, Role } from "@ratecard/contract";
import { createContext, type ReactNode, use } from "react";

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
