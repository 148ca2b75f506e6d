/** The REST door of a small price book, and whether a call left it as it was: for tables of bad input. */
import { createApp } from "#server/http/app";
import { bookState } from "#server/testing/book-state";
import { createTestContext } from "#server/testing/create-test-context";
import { refusalOf } from "./refusal-of";

export type DoorCall = Readonly<{
  method: "PUT" | "POST" | "PATCH" | "DELETE";
  url: string;
  body?: string | Buffer;
  type?: string;
  headers?: Readonly<Record<string, string>>;
}>;

export type Refusal = Readonly<{
  status: number;
  /** `field: code` of every problem, else the code of the error. */
  refusal: string;
  /** Price book, versions, audit and batches are to the letter as before. */
  isUntouched: boolean;
}>;

export type PriceDoor = Readonly<{ call: (call: DoorCall) => Promise<Refusal>; close: () => Promise<void> }>;

/** `standing` has version 1, `pinned-one` is pinned by a file. */
export async function openPriceDoor(): Promise<PriceDoor> {
  const test = await createTestContext();
  const app = await createApp(test.services);
  const authorization = `Bearer ${await test.keyFor("admin")}`;
  const { pool } = test.database;

  const send = ({ method, url, body, type, headers }: DoorCall) =>
    app.inject({
      method,
      url,
      headers: { authorization, ...(type !== undefined && { "content-type": type }), ...headers },
      ...(body !== undefined && { payload: body }),
    });
  const put = (model: string, body: string) =>
    send({ method: "PUT", url: `/api/prices/${model}`, body, type: "application/json" });

  await put("standing", '{"provider": "x", "inputPer1M": 3, "outputPer1M": 15}');
  await put("pinned-one", '{"provider": "x", "perRequest": 1}');
  await pool.query("UPDATE model_pricing SET pinned_by = 'pins.json' WHERE model_name = 'pinned-one'");
  return {
    call: async (call) => {
      const before = await bookState(pool);
      const answer = await send(call);
      const isUntouched = (await bookState(pool)) === before;
      return { status: answer.statusCode, refusal: refusalOf(answer.json().error), isUntouched };
    },
    close: async () => {
      await app.close();
      await test.close();
    },
  };
}
