import { useRouter, useSearch } from "@tanstack/react-router";
import { SignInPage } from "#web/features/access/front-door";

export function SignInRoute() {
  const { next } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  return <SignInPage onSignedIn={() => router.history.push(next ?? "/dashboard")} />;
}
