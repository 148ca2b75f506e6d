/** SQL that answers a column's instant as ISO 8601 UTC; with microseconds, as PostgreSQL keeps it, unless milliseconds are enough. */
export const isoInstant = (column: string, precision: "US" | "MS" = "US"): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.${precision}"Z"')`;
