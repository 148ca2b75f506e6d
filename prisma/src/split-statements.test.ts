import { expect, test } from "vitest";
import { splitStatements } from "./split-statements";

const sqlOf = (script: string) => splitStatements(script).map((statement) => statement.sql);

test.each([
  ["two statements", "SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]],
  ["no closing semicolon", "SELECT 1", ["SELECT 1"]],
  ["a quoted semicolon", "SELECT 'a;b'; SELECT 2", ["SELECT 'a;b'", "SELECT 2"]],
  ["a doubled quote", "SELECT 'it''s;'; SELECT 2", ["SELECT 'it''s;'", "SELECT 2"]],
  ["a backslash in a plain string", "SELECT '\\'; SELECT 2", ["SELECT '\\'", "SELECT 2"]],
  ["an escaped quote", "SELECT E'\\';'; SELECT 2", ["SELECT E'\\';'", "SELECT 2"]],
  ["a quoted name", 'SELECT 1 AS "a;b"; SELECT 2', ['SELECT 1 AS "a;b"', "SELECT 2"]],
  ["a dollar quote", "DO $$BEGIN x; END$$; SELECT 2", ["DO $$BEGIN x; END$$", "SELECT 2"]],
  ["nested tags", "DO $a$ $b$;$b$; $a$; SELECT 2", ["DO $a$ $b$;$b$; $a$", "SELECT 2"]],
  ["parameters are no tags", "SELECT $1; SELECT $2", ["SELECT $1", "SELECT $2"]],
  ["a line comment", "SELECT 1 -- one; two\n; SELECT 2", ["SELECT 1 -- one; two", "SELECT 2"]],
  ["a nested block comment", "SELECT /* a /* ; */ ; */ 1; SELECT 2", ["SELECT /* a /* ; */ ; */ 1", "SELECT 2"]],
  ["comments alone", "-- nothing;\n/* here; */\n", []],
  ["an apostrophe in a comment", "-- don't\nSELECT 1; SELECT 2", ["-- don't\nSELECT 1", "SELECT 2"]],
])("%s", (_name, script, expected) => {
  expect(sqlOf(script)).toEqual(expected);
});

test("a statement knows its line, past the comments in front of it", () => {
  const script = "SELECT 1;\n\n-- why\nSELECT 2;\n/* also */ SELECT 3;";
  expect(splitStatements(script).map((statement) => statement.line)).toEqual([1, 4, 5]);
});
