import type { Operations } from "@atelier/client/operations";
import type { WebDriver } from "selenium-webdriver";

import type { Exit } from "./child";
import type { Keychain } from "./desk";
import type { Size } from "./driver";
import { openPage } from "./page-door";
import type { Place } from "./place";
import { openWindow } from "./window-door";

/** Which face of the product a scenario looks at. */
export type DoorKind = "page" | "window";

/** How to open a door. */
export type DoorOptions = {
  /** The base URL that model calls go to instead of the settings' endpoint. */
  readonly endpoint?: string;
  readonly keychain?: Keychain;
  readonly size?: Size;
  /** Puts something into the place before the product starts in it. */
  readonly prepare?: (place: Place) => Promise<void>;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
};

/** How the program ended when it was asked to. */
export type Farewell = Exit & {
  /** How long it took, in ms. */
  readonly took: number;
  /** What still ran 500 ms later. */
  readonly leftovers: readonly string[];
};

/** The product, started on a place of its own, and a WebDriver that looks at it. */
export interface Door {
  readonly kind: DoorKind;
  readonly place: Place;
  /** The browser or window of now; another one after `start`. */
  readonly driver: WebDriver;
  /** The environment that the product runs in, for a second process beside it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the product printed so far. */
  readonly log: string;
  /** The process id of the product. */
  pid(): Promise<number>;
  /** Runs an operation as the interface would, and returns its answer. */
  operation<Name extends keyof Operations>(
    name: Name,
    input: Operations[Name]["input"],
  ): Promise<Operations[Name]["output"]>;
  /** Starts the product again, on the same place. */
  start(): Promise<void>;
  /** Asks the product to end. */
  quit(): Promise<Farewell>;
  /** Kills the product, as a power cut would. */
  kill(): Promise<void>;
  /** Ends everything and removes the place. */
  close(): Promise<void>;
}

/** Opens a door, with nothing behind it yet. */
export const openDoor = (kind: DoorKind, options: DoorOptions = {}): Promise<Door> =>
  kind === "page" ? openPage(options) : openWindow(options);
