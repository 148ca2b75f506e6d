/** Finds calls and names in code, not in comments or text: what pure packages and money code must not use. */
import { parseSync, Visitor } from "oxc-parser";

export type Found = Readonly<{ name: string; line: number }>;

/** Calls and reads of these names, members written `Date.now`; `new Date` counts only without arguments. */
export function findUses(path: string, text: string, names: ReadonlySet<string>): Found[] {
  const found: Found[] = [];
  const add = (name: string, start: number) => {
    if (names.has(name)) found.push({ name, line: text.slice(0, start).split("\n").length });
  };
  new Visitor({
    NewExpression: ({ callee, arguments: args, start }) => {
      if (callee.type === "Identifier" && args.length === 0) add(`new ${callee.name}`, start);
    },
    CallExpression: ({ callee, start }) => {
      if (callee.type === "Identifier") add(`${callee.name}(`, start);
      if (callee.type === "MemberExpression" && callee.property.type === "Identifier")
        add(`.${callee.property.name}(`, start);
    },
    MemberExpression: ({ object, property, start }) => {
      if (object.type !== "Identifier" || property.type !== "Identifier") return;
      add(object.name, start);
      add(`${object.name}.${property.name}`, start);
    },
  }).visit(parseSync(path, text).program);
  return found;
}
