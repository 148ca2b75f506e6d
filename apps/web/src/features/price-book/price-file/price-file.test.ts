import { LONGEST_PASTE } from "@ratecard/contract";
import { expect, it } from "vitest";
import { fileOfBlob, fileOfBytes, fileOfText, formatOf, mayHoldKeys } from "./price-file";

it.each([
  ['[{"model": "x"}]', "json"],
  ['\uFEFF  {"model": "x"}', "json"],
  ["model,provider\nx,y", "csv"],
  ["model\tprovider\nx\ty", "csv"],
  ["general_settings: {}\nmodel_list:\n- model_name: x", "yaml"],
])("takes %j for %s", (text, format) => expect(formatOf(text)).toBe(format));

it("refuses what is empty, too long or no UTF-8, with a remedy", () => {
  expect(fileOfText("paste", " \n")).toEqual({ problem: expect.stringContaining("first line") });
  expect(fileOfText("paste", "x".repeat(LONGEST_PASTE + 1))).toEqual({ problem: expect.stringContaining("Split it") });
  expect(fileOfBytes("a.csv", new Uint8Array([0x63, 0xe9]).buffer)).toEqual({
    problem: expect.stringContaining("UTF-8"),
  });
});

it("a file that is far too long is refused before it is read", async () => {
  const size = LONGEST_PASTE * 3 + 1;
  const unread = { size, arrayBuffer: () => Promise.reject(new Error("was read")) };
  expect(await fileOfBlob("big.csv", unread as unknown as Blob)).toEqual({
    problem: expect.stringContaining("20,000 rows"),
  });
  expect(await fileOfBlob("a.csv", new Blob(["model\nx"]))).toMatchObject({
    file: { name: "a.csv", text: "model\nx" },
  });
});

it.each([
  ["model_list:\n- model_name: x", true],
  ['{"model_list": []}', true],
  ["  litellm_params: {api_key: sk-x}", true],
  ["model,provider\napi_key,x", false],
])("%j may hold keys: %s", (text, mayHold) => expect(mayHoldKeys(text)).toBe(mayHold));

it("tells two files apart", () => {
  const [first, second] = [fileOfText("a.csv", "model\nx"), fileOfText("a.csv", "model\nx")];
  expect("file" in first && "file" in second && first.file.id !== second.file.id).toBe(true);
});
