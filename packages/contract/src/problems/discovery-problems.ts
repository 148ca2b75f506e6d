/** Servers to be asked for their models: their addresses and keys. */
import type { AddressProblems } from "@ratecard/discovery";
import type { ProblemTable, SentencesOf } from "./problem-table";

const ADDRESS_PROBLEMS = {
  "address-too-long": ({ most }) => `must have at most ${most} characters. Check that it is an address.`,
  "not-an-address": () =>
    "is no address. Write it with its scheme, as https://gateway.example.com or http://localhost:4000.",
  "other-scheme": ({ scheme }) =>
    `starts with ${scheme}, but only https: and http: servers are called. Use one of them.`,
  "address-with-login": () =>
    "holds a user name or password, which would end up in logs. Leave them out and use the key field.",
  "host-too-long": ({ most }) => `has a host of more than ${most} characters, which no name can have. Check it.`,
  "address-with-query": () => "holds a query or fragment. Enter the address up to the path only.",
} satisfies SentencesOf<AddressProblems>;

export const DISCOVERY_PROBLEMS = {
  ...ADDRESS_PROBLEMS,
  "no-address": () => "is empty. Enter the address of the server.",
  "no-key": () => "is empty. Leave it out to keep the stored one.",
  "not-a-key": () => "has blanks, line breaks or letters no key has. Copy it again.",
} satisfies ProblemTable;
