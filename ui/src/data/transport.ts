import type { Transport } from "@atelier/client";
import { createContext, useContext } from "react";

/** The way to Atelier's core, given by `Providers`. */
export const TransportContext = createContext<Transport | null>(null);

/** Returns the way to Atelier's core. */
export const useTransport = (): Transport => {
  const transport = useContext(TransportContext);
  if (!transport) throw new Error("no transport: wrap the tree in Providers");
  return transport;
};
