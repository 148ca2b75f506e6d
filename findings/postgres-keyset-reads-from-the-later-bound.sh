#!/usr/bin/env bash
# PostgreSQL: beside an upper bound of a column, a keyset comparison of rows does not say where the index scan begins.
#
# `at < END AND (at, id) < (CURSOR, '')` begins at END and reads every entry down to the cursor; without the bound, or with the bound
# set to the cursor's own time, the same page is a handful of blocks. All three are one index scan with both as its condition.
# Not part of CI. Needs Node 20 and the npm registry. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" "@electric-sql/pglite@0.5.17"
cat > look.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite";

const database = await PGlite.create();
const { rows: versions } = await database.query("SELECT split_part(version(), ' on ', 1) AS version");
await database.exec(`
  CREATE TABLE log (at timestamptz NOT NULL, id text NOT NULL, PRIMARY KEY (at, id));
  INSERT INTO log SELECT '2025-01-01'::timestamptz + n * interval '10 s', 'r' || n FROM generate_series(1, 60000) AS n`);
await database.exec("VACUUM ANALYZE log");

const FROM = "at >= '2025-01-01'";
const BEHIND = "(at, id) < ('2025-01-02', '')";
async function blocksOf(bound) {
  const { rows } = await database.query(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM log WHERE ${FROM} ${bound} AND ${BEHIND} ORDER BY at DESC, id DESC LIMIT 10`,
  );
  const { Plan: plan } = rows[0]["QUERY PLAN"][0];
  return { node: plan.Plans[0]["Node Type"], blocks: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] };
}
const [later, none, own] = [
  await blocksOf("AND at < '2025-02-01'"),
  await blocksOf(""),
  await blocksOf("AND at <= '2025-01-02'"),
];
console.log(`${versions[0].version}: blocks read for ten rows behind the cursor, of an index of 60,000`);
console.log(`  a later bound beside it   ${later.blocks} (${later.node})`);
console.log(`  no bound beside it        ${none.blocks} (${none.node})`);
console.log(`  the cursor's time as one  ${own.blocks} (${own.node})`);
const isSo = later.blocks > 20 * none.blocks && own.blocks <= 2 * none.blocks;
console.log(isSo ? "As described." : "The behaviour is another one.");
process.exit(isSo ? 0 : 1);
JS
node look.mjs
