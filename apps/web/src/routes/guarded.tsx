/** A page for those who may; the others are told that it exists and whom to ask. */
import type { Permission } from "@ratecard/contract";
import type { ReactNode } from "react";
import { Page } from "#web/components/page";
import { useMay } from "#web/components/session";
import { ForbiddenState } from "#web/components/states";

type GuardedProps = Readonly<{ permission: Permission; title: string; children: ReactNode }>;

export function Guarded({ permission, title, children }: GuardedProps) {
  if (useMay(permission)) return children;
  return (
    <Page title={title}>
      <ForbiddenState what={title} permission={permission} />
    </Page>
  );
}
