import { t } from "@lingui/core/macro";

const THIS_COMPUTER = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Says why an address cannot be an endpoint's; null where it can. */
export const addressProblem = (address: string): string | null => {
  if (!URL.canParse(address)) return t`This is not an address, such as https://models.example.org.`;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username || password) return t`An address must not hold a name or a password.`;
  if (search || hash) return t`An address ends before any ? or #.`;
  if (protocol === "https:") return null;
  if (protocol === "http:" && THIS_COMPUTER.test(hostname)) return null;
  return t`It must begin with https://, or with http:// on this computer.`;
};
