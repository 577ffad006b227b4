/** What was read of a list of domains. */
export type Domains = {
  /** The domains, each once, as the endpoint takes them. */
  readonly domains: string[];
  /** The first line that is none. */
  readonly wrong: string | null;
};

/** Reads domains, one a line; what a person copies with them, such as `https://`, is left out. */
export const domainsOf = (text: string): Domains => {
  const domains: string[] = [];
  for (const line of text.split(/[\n,]/)) {
    const written = line.trim();
    if (written === "") continue;
    const domain = read(written);
    if (domain === null) return { domains, wrong: written.slice(0, 100) };
    if (!domains.includes(domain)) domains.push(domain);
  }
  return { domains, wrong: null };
};

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})+(?:/[A-Za-z0-9/._~%+*-]*)?$`);

const read = (written: string): string | null => {
  const plain = written.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  const slash = plain.indexOf("/");
  const host = (slash < 0 ? plain : plain.slice(0, slash)).toLowerCase();
  const domain = slash < 0 ? host : host + plain.slice(slash);
  const stars = domain.split("*").length - 1;
  return domain.length <= 253 && stars <= 1 && DOMAIN.test(domain) ? domain : null;
};
