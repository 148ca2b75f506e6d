/** Before the first request: how to send usage, with commands to copy that carry this server's own address. */
import { Anchor, Code, CopyButton, Stack, Tabs, Text, Button } from "@mantine/core";
import type { ReactNode } from "react";
import { RouteLink } from "#web/components/links";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";

const curl = (origin: string) => `curl ${origin}/api/usage \\
  -H "Authorization: Bearer $RATECARD_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"events": [{"requestId": "first-1", "model": "gpt-4o", "promptTokens": 1000, "completionTokens": 500}]}'`;

const litellm = (origin: string) => `litellm_settings:
  callbacks: ["generic_api"]
callback_settings:
  generic_api:
    callback_type: generic_api
    endpoint: ${origin}/api/usage/litellm
    headers: { Authorization: "Bearer os.environ/RATECARD_KEY" }
    max_retries: 5`;

/** Values of such headers are percent-encoded. */
const openTelemetry = (origin: string) => `export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${origin}/v1/traces
export OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf
export OTEL_EXPORTER_OTLP_TRACES_HEADERS="Authorization=Bearer%20$RATECARD_KEY"`;

const SEARCH_OF_KEYS = { tab: "api-keys" } as never;

/** `sampleData`: the other way to begin; the route brings it from its own feature. */
export function UsageEmpty({ sampleData }: Readonly<{ sampleData: ReactNode }>) {
  const mayMakeKeys = useMay("access:manage");
  return (
    <Panel
      title="No usage has arrived yet"
      description="A gateway reports its requests here; each is priced on arrival and shows up at once."
    >
      <Stack gap="sm">
        <Text size="sm">
          1. Make an API key with the scope <Code>ingest</Code>
          {mayMakeKeys ? (
            <>
              {" under "}
              <RouteLink to="/admin/settings" search={SEARCH_OF_KEYS} inherit>
                Settings, API keys
              </RouteLink>
              .
            </>
          ) : (
            " (an admin can)."
          )}
        </Text>
        <Text size="sm">2. Send usage with it:</Text>
        <Tabs defaultValue="curl" variant="outline">
          <Tabs.List>
            <Tabs.Tab value="curl">curl</Tabs.Tab>
            <Tabs.Tab value="litellm">LiteLLM proxy</Tabs.Tab>
            <Tabs.Tab value="opentelemetry">OpenTelemetry</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="curl" pt="xs">
            <Snippet text={curl(window.location.origin)} />
          </Tabs.Panel>
          <Tabs.Panel value="litellm" pt="xs">
            <Snippet text={litellm(window.location.origin)} />
          </Tabs.Panel>
          <Tabs.Panel value="opentelemetry" pt="xs">
            <Snippet text={openTelemetry(window.location.origin)} />
          </Tabs.Panel>
        </Tabs>
        <Text size="xs" c="dimmed">
          Every field of an event is in{" "}
          <Anchor href="/api/openapi.json" inherit>
            the OpenAPI document
          </Anchor>
          .
        </Text>
        {sampleData}
      </Stack>
    </Panel>
  );
}

function Snippet({ text }: Readonly<{ text: string }>) {
  return (
    <Stack gap={6} align="flex-start">
      <Code block w="100%">
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
