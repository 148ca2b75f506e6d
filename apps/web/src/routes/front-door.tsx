import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { SetupPage, SignInPage } from "#web/features/access/front-door";

export function SetupRoute() {
  const { token } = useSearch({ from: "/setup" });
  const navigate = useNavigate();
  return <SetupPage token={token} onDone={() => void navigate({ to: "/welcome" })} />;
}

export function SignInRoute() {
  const { next } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  return <SignInPage onSignedIn={() => router.history.push(next ?? "/dashboard")} />;
}
