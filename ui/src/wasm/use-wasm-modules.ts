import { useSyncExternalStore } from "react";

import { engines, type Standings } from "./load";
import { ENGINES, type EngineName } from "./protocol";

/** How the engines stand in this page. */
export type WasmModules = {
  readonly modules: Standings;
  /** Makes engines ready, all unless some are named. Rejects with the `OperationError` of the first that fails. */
  readonly init: (names?: readonly EngineName[]) => Promise<void>;
};

/** Follows how the engines stand, and makes them ready ahead of need. It loads nothing by itself. */
export const useWasmModules = (): WasmModules => ({
  modules: useSyncExternalStore(engines.subscribe, engines.standings),
  init: initModules,
});

/** Makes engines ready, one after another. */
export const initModules = async (names: readonly EngineName[] = ENGINES): Promise<void> => {
  for (const name of names) await engines.init(name);
};
