type Policy = { readonly createScriptURL: (url: string) => unknown };
type Factory = {
  readonly createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => Policy;
};

let policy: Policy | null = null;

/**
 * Returns the address of a script as the page's policy takes it: only a file of Atelier's own.
 *
 * Where there are no trusted types, the policy's `worker-src` and `script-src` say the same.
 */
export const trustedScript = (url: string): string => {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return own(url);
  // It can be made once: the policy of the page allows no second of its name.
  policy ??= factory.createPolicy("app", { createScriptURL: own });
  return policy.createScriptURL(url) as string;
};

const own = (url: string): string => {
  const { href } = new URL(url, location.href);
  if (!href.startsWith(new URL("assets/", location.href.replace(/[#?].*$/, "")).href)) {
    throw new TypeError("Only Atelier’s own files are scripts.");
  }
  return href;
};
