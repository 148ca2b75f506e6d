/** Who sent a request through LiteLLM: its user, team, key and tags. Remarks are cut rather than refused. */
import type { LitellmMetadataField, LitellmPayloadField, UsageEvent } from "@ratecard/contract";
import { type Fields, textOf } from "../read-loosely";

type Sender = Pick<UsageEvent, "user" | "team" | "apiKeyAlias" | "tags">;

const MOST_TAGS = 50;
/** LiteLLM adds two of these to every request. */
const NOISE_TAG = "User-Agent: ";
/** What LiteLLM calls everybody who uses its master key. */
const NOBODY = "default_user_id";

export const senderOf = (payload: Fields<LitellmPayloadField>, metadata: Fields<LitellmMetadataField>): Sender => ({
  user: textOf(payload.end_user) ?? textOf(metadata.user_api_key_end_user_id) ?? ownerOf(metadata),
  team: textOf(metadata.user_api_key_team_alias) ?? textOf(metadata.user_api_key_team_id),
  apiKeyAlias: textOf(metadata.user_api_key_alias),
  tags: Array.isArray(payload.request_tags)
    ? payload.request_tags
        .flatMap((tag) => textOf(tag) ?? [])
        .filter((tag) => !tag.startsWith(NOISE_TAG))
        .slice(0, MOST_TAGS)
    : [],
});

const ownerOf = ({ user_api_key_user_id }: Fields<LitellmMetadataField>): string | undefined =>
  user_api_key_user_id === NOBODY ? undefined : textOf(user_api_key_user_id);
