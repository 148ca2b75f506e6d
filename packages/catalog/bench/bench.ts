/** `pnpm bench`: resolves + costs per second beside the peers and beside the limit; cold start; size of the book. */
import { contenders } from "./contenders";
import { coldStart } from "./cold-start";
import { chatKeys, loadCatalog } from "./load-catalog";
import { requestMix } from "./request-mix";
import { runRounds } from "./run-rounds";
import { bookSizes } from "./book-sizes";

const print = (text: string): boolean => process.stdout.write(`${text}\n`);
const SEED = 20_260_801;

const catalog = await loadCatalog();
const mix = requestMix(chatKeys(catalog.index), SEED);
print(`Catalogue: ${catalog.source}, ${catalog.index.pricedCount} priced entries. Node ${process.version}.`);
print(
  `Mix: ${mix.names.length} names (exact, prefixed, dated, unknown), ${mix.requests.length} requests, zipf-distributed.\n`,
);

print("engine                      requests/s   of the limit   names priced");
for (const { name, perSecond, ofLimit, priced } of runRounds(contenders(catalog), mix)) {
  const share = `${Math.round((100 * priced) / mix.names.length)} %`;
  print(
    `${name.padEnd(26)} ${grouped(perSecond).padStart(11)} ${ofLimit.toFixed(3).padStart(14)} ${share.padStart(14)}`,
  );
}

print("\nprice book        build       first price   resolve without memory");
for (const { size, buildMs, firstMs, resolveNs } of bookSizes()) {
  print(
    `${grouped(size).padStart(8)} rows ${buildMs.toFixed(1).padStart(8)} ms ${firstMs.toFixed(3).padStart(12)} ms ${resolveNs.toFixed(0).padStart(16)} ns`,
  );
}

print("\ncold start");
for (const { what, ms } of await coldStart(catalog)) print(`${what.padEnd(40)} ${ms.toFixed(1).padStart(8)} ms`);

function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
