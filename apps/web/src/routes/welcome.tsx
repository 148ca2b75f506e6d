/** After the setup: the two ways to begin. */
import { SimpleGrid } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ButtonLink } from "#web/components/links";
import { Page, Panel } from "#web/components/page";
import { SAMPLE_WORLD_SENTENCE, SampleWorldActions } from "#web/features/sample-world/sample-world-actions";

export function WelcomeRoute() {
  const navigate = useNavigate();
  return (
    <Page title="Welcome to Ratecard" description="Two ways to begin. Both can be undone.">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={900}>
        <Panel
          title="Connect a server"
          description="Discover the models of your LiteLLM gateway and price what is missing."
        >
          <ButtonLink to="/admin/discovery">Connect a server</ButtonLink>
        </Panel>
        <Panel title="Explore with sample data" description={SAMPLE_WORLD_SENTENCE}>
          <SampleWorldActions onLoaded={() => void navigate({ to: "/dashboard" })} />
        </Panel>
      </SimpleGrid>
    </Page>
  );
}
