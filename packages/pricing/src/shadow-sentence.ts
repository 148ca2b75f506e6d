/** What a change of the prices puts into the shadow, in words. Units: requests and names as counts. */
import type { Rule } from "./rule";
import type { ShadowedRule, UnreachableWildcard } from "./shadowed-rules";

export function shadowSentence({ rule, by, names, requests, namesLeft }: ShadowedRule): string {
  const used = requests === 0 ? "" : ` (${counted(requests, "request")})`;
  const left =
    namesLeft === 0
      ? "It answers for no name known here any more."
      : `It still answers for ${counted(namesLeft, "name")}.`;
  return `${capital(ruleWords(rule))} no longer answers for ${counted(names, "name")}${used}: ${ruleWords(by)} does. ${left}`;
}

export const unreachableSentence = ({ name, by }: UnreachableWildcard): string =>
  `No name can reach the wildcard ${name} any more: ${by} is asked first.`;

function ruleWords({ source, name }: Rule): string {
  switch (source) {
    case "local-exact":
      return `the entry ${name}`;
    case "local-wildcard":
      return `the wildcard ${name}`;
    case "catalog-scoped":
    case "catalog-bare":
      return `the catalogue's ${name}`;
  }
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
