import { expect, it } from "vitest";
import { untilDatabaseAnswers } from "./server-process";

const gone = Object.assign(new Error("x"), { code: "57P01" });
const failing = (...errors: Error[]) => {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return "done";
  };
};

it("tries again while the database is away, and only then", async () => {
  expect(await untilDatabaseAnswers(() => false, failing(gone, gone))).toBe("done");
  await expect(untilDatabaseAnswers(() => false, failing(new Error("a bug")))).rejects.toThrow("a bug");
  await expect(untilDatabaseAnswers(() => true, failing(gone))).rejects.toThrow(gone);
});
