import type { OperationError } from "@atelier/client/errors";
import { create } from "zustand";

/** Whether the core answers: `lost` while it is sought again, `refused` where it turned us away. */
export type Connection =
  | { readonly state: "connected" }
  | { readonly state: "lost" }
  | { readonly state: "refused"; readonly error: OperationError };

type ConnectionStore = { readonly connection: Connection };

/** Whether the core answers, for the banner that says so. */
export const useConnection = create<ConnectionStore>(() => ({
  connection: { state: "connected" },
}));

/** Notes whether the core answers. */
export const noteConnection = (connection: Connection): void =>
  useConnection.setState({ connection });
