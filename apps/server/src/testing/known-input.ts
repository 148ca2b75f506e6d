/** What a schema cannot say of an input that gets somewhere: the fields of an entry that is there, new names, things as they are written. */
import { PASSWORD, type TestApp } from "./create-test-app";
import type { Known } from "./sample-input";

export const KNOWN_MODEL = "known-model";

/** Writes a price, and answers what is known of it and of new things, numbered; `next` has other names each time. */
export async function openKnown({ app }: TestApp, key: string): Promise<Readonly<{ next: () => Promise<Known> }>> {
  const headers = { authorization: key };
  const url = `/api/prices/${KNOWN_MODEL}`;
  await app.inject({ method: "PUT", url, headers, payload: { inputPer1M: "3" } });
  let count = 0;
  return {
    next: async () => {
      count += 1;
      const { headers: found } = await app.inject({ method: "GET", url, headers });
      return knownInputs(count, Number(/\d+/.exec(String(found.etag))?.[0] ?? 1));
    },
  };
}

const knownInputs = (count: number, version: number): Known => ({
  model: KNOWN_MODEL,
  version,
  provider: "house",
  name: `Name ${count}`,
  email: `person-${count}@example.org`,
  password: PASSWORD,
  sender: "ratecard@example.org",
  recipients: ["finance@example.org"],
  host: "127.0.0.1",
  baseUrl: `http://127.0.0.1:9/${count}`,
  customName: `custom-${count}`,
  requestId: `request-${count}`,
  month: "2026-01",
  months: 12,
  zone: "UTC",
  digest: String(count).padStart(64, "0"),
  currency: "USD",
  "source.prices": [{ model: `changed-${count}`, provider: "house", terms: { perRequest: "1" } }],
  "change.prices": [{ model: KNOWN_MODEL, changes: { inputPer1M: String(count) } }],
  usage: {},
  changes: { inputPer1M: String(count) },
  prices: { inputPer1M: String(count) },
  price: { inputPer1M: String(count) },
});
