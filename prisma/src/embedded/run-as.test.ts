import { expect, it } from "vitest";
import { runAs } from "./run-as";

it("loses no output of a program that ends while its last lines are still in the pipe", async () => {
  const runs = Array.from({ length: 40 }, () => runAs(null, "head", ["-c", "300000", "/dev/zero"]));
  const lengths = (await Promise.all(runs)).map(({ isOk, output }) => [isOk, output.length]);
  expect(new Set(lengths.map(String))).toEqual(new Set(["true,300000"]));
});

it("does not wait for what a program left running with its pipes", async () => {
  expect(await runAs(null, "sh", ["-c", "echo started; sleep 9 &"])).toEqual({ isOk: true, output: "started" });
});
