import { afterAll, beforeAll, expect } from "vitest";

import { Trap } from "../harness/trap";
import type { Product } from "./product";

/** A server that what an answer brings may not reach. */
export type AnswerTrap = {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  /**
   * Fails where it was asked for something, the page was led away, a window was opened, or so much as a connection to it was
   * opened.
   */
  readonly untouched: () => Promise<void>;
};

/** Sets a trap for the scenarios of this file, and remembers where the page is. */
export const useTrap = (product: Product): AnswerTrap => {
  let trap: Trap | null = null;
  let host = "";
  const set = () => {
    if (!trap) throw new Error("the trap is not set");
    return trap;
  };
  const place = async () => new URL(await product.door.driver.getCurrentUrl()).host;
  beforeAll(async () => {
    trap = await Trap.open();
    host = await place();
  });
  afterAll(() => trap?.close());
  const untouched = async () => {
    expect(set().connections, "connections to the trap").toBe(0);
    expect(set().requests, "requests that the trap got").toEqual([]);
    expect(await place(), "where the page is").toBe(host);
    expect((await product.door.driver.getAllWindowHandles()).length, "windows").toBe(1);
  };
  return {
    get url() {
      return set().url;
    },
    untouched,
  };
};
