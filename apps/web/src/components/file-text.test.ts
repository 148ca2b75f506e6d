import { expect, it } from "vitest";
import { UnreadableFile } from "#web/errors/describe-client-error";
import { textOfFile } from "./file-text";

const read = async (...bytes: readonly number[]): Promise<string> => {
  let text = "";
  for await (const piece of textOfFile(new File([new Uint8Array(bytes)], "costs.csv"), () => undefined)) text += piece;
  return text;
};

it("a file that is no text is told as a file that cannot be read, not as a fault of the page", async () => {
  expect(await read(0x61, 0xc3, 0xa4)).toBe("aä");
  await expect(read(0x61, 0xff, 0x00)).rejects.toThrow(UnreadableFile);
  await expect(read(0x61, 0xff, 0x00)).rejects.toThrow(/costs\.csv cannot be read as UTF-8/);
});
