import { cancelled, isWireError, OperationError, toOperationError } from "@atelier/client/errors";
import { t } from "@lingui/core/macro";

import type { BlobStore, SendOptions } from "./types";

type Place = {
  /** Where bytes are taken in; each is handed out below it, by its hash. */
  readonly address: string;
  /** What shows that the page may ask; none where the window itself does. */
  readonly token: string | null;
  /** Whether bytes are read into memory first: the schemes of a window take nothing else. */
  readonly buffered?: boolean;
};

/** Returns the way of bytes to the core and back, which is none of JSON. */
export const createBlobStore = ({ address, token, buffered = false }: Place): BlobStore => ({
  put: async (bytes, options) =>
    send(
      addressFor(address, options),
      token,
      buffered ? await bytes.arrayBuffer() : bytes,
      options,
    ),
  get: async (hash, signal) => {
    const init: RequestInit = { cache: "no-store", headers: headersOf(token) };
    if (signal) init.signal = signal;
    try {
      const response = await fetch(`${address.replace(/\/$/, "")}/${hash}`, init);
      if (!response.ok) throw refusalOf(await response.text());
      return await response.blob();
    } catch (cause) {
      throw signal?.aborted ? cancelled() : toOperationError(cause);
    }
  },
});

/** Bytes are kept where the conversation stands that they are for: on the disk, or in memory alone. */
const addressFor = (address: string, options: SendOptions = {}): string =>
  options.conversationId == null
    ? address
    : `${address}?conversation=${encodeURIComponent(options.conversationId)}`;

/** Sends bytes by the one way that tells how far it has come. */
const send = (
  address: string,
  token: string | null,
  bytes: Blob | ArrayBuffer,
  { onProgress, signal }: SendOptions = {},
): Promise<{ readonly hash: string }> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const end = () => signal?.removeEventListener("abort", abort);
    request.open("POST", address);
    for (const [name, value] of Object.entries(headersOf(token))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onabort = () => {
      end();
      reject(cancelled());
    };
    request.onerror = () => {
      end();
      reject(unsent());
    };
    request.onload = () => {
      end();
      const stored = parse(request.responseText);
      if (request.status === 200 && hasHash(stored)) resolve(stored);
      else reject(refusalOf(request.responseText));
    };
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    signal?.addEventListener("abort", abort, { once: true });
    request.send(bytes);
  });

const headersOf = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };

const hasHash = (value: unknown): value is { readonly hash: string } =>
  typeof value === "object" && value !== null && "hash" in value && typeof value.hash === "string";

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const refusalOf = (text: string): OperationError => {
  const body = parse(text);
  return isWireError(body) ? toOperationError(body) : unsent();
};

const unsent = (): OperationError =>
  new OperationError(
    "unavailable",
    t`The file did not reach Atelier’s core.`,
    t`Check that Atelier is still running, then attach it once more.`,
  );
