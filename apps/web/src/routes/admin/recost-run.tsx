import { useParams } from "@tanstack/react-router";
import { RunPage } from "#web/features/recost/run-page";
import { Guarded } from "#web/routes/guarded";

export function RecostRunRoute() {
  const { id } = useParams({ from: "/app/admin/recost/$id" });
  return (
    <Guarded permission="requests:read" title="Correction">
      <RunPage id={id} />
    </Guarded>
  );
}
