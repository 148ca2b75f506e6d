/** Who uses the server of the browser tests. It lives for one run on this machine, so nothing here is a secret. */
export const ADMIN = { email: "admin@example.org", password: "a long enough password" };
export const API_KEY = "rk_for_browser_tests_only_0123456789abcdef";

/** A server that begins with this admin and this key. */
export const SET_UP = {
  RATECARD_ADMIN_EMAIL: ADMIN.email,
  RATECARD_ADMIN_PASSWORD: ADMIN.password,
  RATECARD_API_KEY: API_KEY,
};
