import { gzipSync } from "node:zlib";
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

const textOf = async (file: File): Promise<string> => {
  let text = "";
  for await (const piece of textOfFile(file, () => undefined)) text += piece;
  return text;
};

it("gzip is known by its beginning, not by its name; what breaks off is not told as a wrong encoding", async () => {
  const packed = gzipSync("a,b\n".repeat(100_000));
  expect(await textOf(new File([packed], "costs.csv"))).toBe("a,b\n".repeat(100_000));
  expect(await textOf(new File(["a,b\n"], "costs.csv.gz"))).toBe("a,b\n");
  await expect(textOf(new File([packed.subarray(0, 200)], "costs.csv.gz"))).rejects.toThrow(
    /costs\.csv\.gz cannot be read to its end/,
  );
});

/** All of it is there at once, as what was unpacked already. */
class FileAtOnce extends File {
  override stream() {
    let left = 200;
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(new Uint8Array(10).fill(0x61));
      },
    });
  }
}

it("the page froze until a large file was read: others get their turn while it is", async () => {
  let turnsOfOthers = 0;
  const others = setInterval(() => {
    turnsOfOthers += 1;
  }, 1);
  for await (const _piece of textOfFile(new FileAtOnce([], "large.csv"), () => undefined)) {
    const end = performance.now() + 2;
    while (performance.now() < end);
  }
  clearInterval(others);
  expect(turnsOfOthers).toBeGreaterThan(3);
});
