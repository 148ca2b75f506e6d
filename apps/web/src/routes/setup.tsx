import { useNavigate, useSearch } from "@tanstack/react-router";
import { SetupPage } from "#web/features/access/front-door";

export function SetupRoute() {
  const { token } = useSearch({ from: "/setup" });
  const navigate = useNavigate();
  return <SetupPage token={token} onDone={() => void navigate({ to: "/welcome" })} />;
}
