/**
 * Prisma's own schema engine, as WebAssembly: the judge of our migrations, where its command would need a download.
 *
 * Source  @prisma/schema-engine-wasm, of the very version that `prisma generate` names.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** PostgreSQL's one-byte "char", which the catalogue uses and the adapter does not know. */
const CHAR_OID = 18;

export type SchemaEngine = bindings.SchemaEngine;

export async function openSchemaEngine(
  url: string,
  schema: string,
): Promise<{ engine: SchemaEngine; close: () => Promise<void> }> {
  isReady ||= instantiate();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const factory = bindMigrationAwareSqlAdapterFactory(withCharColumns(pool));
  const engine = await bindings.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => undefined, factory);
  const close = async () => {
    engine.free();
    await pool.end();
  };
  return { engine, close };
}

/** Node has it; the ES2023 library does not describe it. */
type Wasm = {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: { __wbindgen_start: () => void } };
};

/** Once a process: the bindings keep the memory of their first engine. */
let isReady = false;

function instantiate(): true {
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: Wasm };
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const module = new wasm.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { exports } = new wasm.Instance(module, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return true;
}

/** Lets the adapter read "char" as text, then tells the engine what it was. */
function withCharColumns(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const charColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const queryWithCharAsText = async (...args: unknown[]) => {
    const result = await query(...args);
    const found = result.fields.flatMap((field, at) => (field.dataTypeID === CHAR_OID ? [at] : []));
    for (const at of found) Object.assign(result.fields[at] ?? {}, { dataTypeID: pg.types.builtins.TEXT });
    charColumns.set(result.rows, found);
    return result;
  };
  const factory = new PrismaPg(Object.assign(pool, { query: queryWithCharAsText }));
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (sql) => {
        const result = await queryRaw(sql);
        for (const at of charColumns.get(result.rows) ?? []) result.columnTypes[at] = ColumnTypeEnum.Character;
        return result;
      };
      return adapter;
    },
  };
}
