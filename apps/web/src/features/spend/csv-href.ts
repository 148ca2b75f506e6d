/** The address of the file with exactly the numbers that a question of spend shows. */
import type { RouterInputs } from "#web/trpc";

export function csvHref(query: RouterInputs["spend"]["explore"]): string {
  const fields = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each: unknown) =>
      typeof each === "string" ? [[name, each]] : [],
    ),
  );
  return `/api/admin/analytics.csv?${new URLSearchParams(fields).toString()}`;
}
