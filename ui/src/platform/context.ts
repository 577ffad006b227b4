import { createContext, useContext } from "react";

import type { Platform } from "./types";

/** The surroundings of the page, given by `Providers`. */
export const PlatformContext = createContext<Platform | null>(null);

/** Returns the surroundings of the page. */
export const usePlatform = (): Platform => {
  const platform = useContext(PlatformContext);
  if (!platform) throw new Error("no platform: wrap the tree in Providers");
  return platform;
};
