import { describe, expect, it } from "vitest";
import { readJsonTraces } from "./read-json-traces";
import { readProtobufTraces } from "./read-protobuf-traces";
import { IN_PROTOBUF, readProtobufRecording, readRecording } from "./testing/recordings";
import { chat, START_MS, TRACE, tracesOf } from "./testing/spans";

const readMade = (...spans: Parameters<typeof tracesOf>[0]) => readJsonTraces(JSON.stringify(tracesOf(spans)));

it("both encodings of one body hold the same spans", () => {
  const bodies = IN_PROTOBUF.flatMap((name) => readRecording(name).bodies);
  const inJson = bodies.flatMap((body) => readJsonTraces(JSON.stringify(body)));
  expect(inJson.length).toBeGreaterThan(20);
  expect(readProtobufTraces(readProtobufRecording())).toEqual(inJson);
});

it("a span has its own attributes, then its resource's, and of all of them what is read", () => {
  const [span] = readMade({ attributes: chat("a", { "service.name": "own", "gen_ai.input.messages": "secret" }) });
  expect(span).toMatchObject({
    traceId: TRACE,
    scope: "test",
    startMs: START_MS,
    endMs: START_MS + 1000,
    isError: false,
  });
  expect(span?.attributes.get("service.name")).toBe("own");
  expect([...(span?.attributes.values() ?? [])]).not.toContain("secret");
});

describe("protobuf", () => {
  const recording = readProtobufRecording();

  it("that is cut off anywhere is refused, or is a shorter body", () => {
    for (let length = 1; length < recording.length; length += 97) {
      try {
        readProtobufTraces(recording.subarray(0, length));
      } catch (error) {
        expect(error).toMatchObject({ code: "INVALID_INPUT" });
      }
    }
  });

  it.each([
    ["an endless number", Buffer.alloc(64, 0xff)],
    ["a length beyond its end", Buffer.from("0affffffff0f", "hex")],
    ["a group that has no end", Buffer.from("0b0b0b", "hex")],
    ["JSON", Buffer.from('{"resourceSpans":[]}')],
  ])("%s is refused", (_, bytes) => {
    expect(() => readProtobufTraces(bytes)).toThrow("is no ExportTraceServiceRequest in protobuf");
  });
});
