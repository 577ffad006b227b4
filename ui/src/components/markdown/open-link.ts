import { createContext } from "react";
import type { SafeLink } from "../../lib/markdown/links";

/** Asks the person whether to open a link; given by `LinkGate`. Without one, links do nothing. */
export const OpenLink = createContext<(link: SafeLink) => void>(() => {});
