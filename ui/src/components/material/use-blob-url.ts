import { useEffect, useState } from "react";

import { usePlatform } from "../../platform/context";

/** The state of bytes that are wanted as an address. */
type BlobUrl = { readonly url: string | null; readonly failed: boolean };

const NOTHING: BlobUrl = { url: null, failed: false };

/** Returns an address under which the page can show bytes; it is given back with the component. */
export const useBlobUrl = (hash: string | null): BlobUrl => {
  const { blobs } = usePlatform();
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (hash === null) return;
    const controller = new AbortController();
    let url: string | null = null;
    blobs.get(hash, controller.signal).then(
      (bytes) => {
        if (controller.signal.aborted) return;
        url = URL.createObjectURL(bytes);
        setState({ url, failed: false });
      },
      () => {
        if (!controller.signal.aborted) setState({ url: null, failed: true });
      },
    );
    return () => {
      controller.abort();
      if (url !== null) URL.revokeObjectURL(url);
      setState(NOTHING);
    };
  }, [blobs, hash]);
  return state;
};
