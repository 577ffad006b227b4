type Policy = { readonly createScriptURL: (url: string) => unknown };
type Factory = {
  readonly createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => Policy;
};

let policy: Policy | null = null;

/**
 * Makes the one policy that the page may have, before anything else could make one of its name.
 *
 * Engines are loaded through it when they are first needed; nothing of them is loaded by this.
 */
export const prepareScripts = (): void => {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  policy ??= factory?.createPolicy("app", { createScriptURL: own }) ?? { createScriptURL: own };
};

/** Returns the address of a script as the page's policy takes it: only a file of Atelier's own. */
export const trustedScript = (url: string): string => {
  prepareScripts();
  return policy?.createScriptURL(url) as string;
};

const own = (url: string): string => {
  const { href } = new URL(url, location.href);
  if (!href.startsWith(new URL("assets/", location.href.replace(/[#?].*$/, "")).href)) {
    throw new TypeError("Only Atelier’s own files are scripts.");
  }
  return href;
};
