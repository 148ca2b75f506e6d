/** Who sent a call, from where emitters and applications say so. Remarks are cut rather than refused. */
import type { UsageEvent } from "@ratecard/contract";
import { fieldsOf, textOf } from "@ratecard/usage";
import { APPLICATION_DATA, KEY_ALIAS, SERVICE, TAGS, TEAM, USER } from "./attribute-names";
import { type Attributes, firstText, jsonIn } from "./span";

export type Sender = Pick<UsageEvent, "user" | "team" | "apiKeyAlias" | "tags">;

const MOST_TAGS = 50;
/** Whom LiteLLM calls everybody who uses its master key. */
const NOBODY = "default_user_id";

export function readSender(attributes: Attributes): Sender {
  const told = fieldsOf(jsonIn(attributes, APPLICATION_DATA)) ?? {};
  const user = firstText(attributes, USER);
  return {
    user: (user === NOBODY ? undefined : user) ?? textOf(told.user_id) ?? textOf(told.userId) ?? textOf(told.user),
    team: firstText(attributes, TEAM) ?? textOf(told.team) ?? textOf(told.team_id) ?? textOf(told.teamId),
    apiKeyAlias: firstText(attributes, KEY_ALIAS),
    tags: tagsOf(attributes),
  };
}

/** The application's own, then its service. A session is no tag: there is one for each visit, and each tag has sums of its own. */
function tagsOf(attributes: Attributes): string[] {
  const own = TAGS.flatMap((name) => attributes.get(name) ?? []).flatMap((tag) => textOf(tag) ?? []);
  const tags = [...own, ...named("service", firstText(attributes, [SERVICE]))];
  return [...new Set(tags)].slice(0, MOST_TAGS);
}

const named = (what: string, name: string | undefined): readonly string[] =>
  name === undefined ? [] : [textOf(`${what}:${name}`) ?? ""];
