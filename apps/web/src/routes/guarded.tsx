/** A page for those who may; the others are told that it exists and whom to ask. */
import type { Permission } from "@ratecard/contract";
import type { AsyncRouteComponent } from "@tanstack/react-router";
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

/** A page of a feature that needs nothing of another one, as the route's component; its chunk is still loaded ahead. */
export function guarded(permission: Permission, title: string, LazyPage: AsyncRouteComponent<object>) {
  const component = () => (
    <Guarded permission={permission} title={title}>
      <LazyPage />
    </Guarded>
  );
  return Object.assign(component, { preload: LazyPage.preload });
}
