import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { ROOT, TARGET } from "../harness/programs";
import type { Product } from "../scenarios/product";

/** The themes that every screen is pictured in. */
const THEMES = ["light", "dark"] as const;

/** The widths that a screen is pictured at, in px, with how their pictures’ names end. */
export const WIDTHS = [
  ["", 1180],
  ["-narrow", 720],
] as const;

/** Where all pictures go, and the few that the documents show. */
const SHOTS = join(TARGET, "shots");
export const IMAGES = join(ROOT, "docs/images");

/** Takes pictures of what the product shows now. */
export class Studio {
  readonly #product: Product;

  constructor(product: Product) {
    this.#product = product;
  }

  /** Pictures the screen in both themes, as `<folder>/<name>-<theme>.png`. */
  async shoot(name: string, folder = join(SHOTS, this.#product.door.kind)): Promise<void> {
    for (const theme of THEMES) {
      await this.#product.show(theme);
      await this.capture(join(folder, `${name}-${theme}.png`));
    }
  }

  /** Pictures the screen in both themes at each width, and leaves the window wide. */
  async shootWideAndNarrow(name: string): Promise<void> {
    for (const [suffix, width] of WIDTHS) {
      await this.size(width);
      await this.shoot(`${name}${suffix}`);
    }
    await this.size(WIDTHS[0][1]);
  }

  /** Pictures, in both themes, what `act` leads to while the core answers nothing. */
  async shootFrozen(name: string, act: () => Promise<void>, back: () => Promise<void>) {
    const { door } = this.#product;
    const pid = await door.pid();
    for (const theme of THEMES) {
      await this.#product.show(theme);
      process.kill(pid, "SIGSTOP");
      try {
        await act();
        // Skeletons wait 150 ms before they appear.
        await door.driver.executeAsyncScript((done: () => void) => setTimeout(done, 400));
        await this.capture(join(SHOTS, door.kind, `${name}-${theme}.png`));
      } finally {
        process.kill(pid, "SIGCONT");
      }
      await back();
    }
  }

  /** Pictures the screen in the theme it has, where the core can change nothing any more. */
  async shootAsIs(name: string): Promise<void> {
    await this.capture(join(SHOTS, this.#product.door.kind, `${name}.png`));
  }

  /** Writes a picture of the screen as it is. */
  async capture(path: string): Promise<void> {
    await this.#product.door.driver.executeAsyncScript((done: () => void) => {
      // Fonts are there, and what was drawn last has been painted: a picture may be a frame behind.
      const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
      document.fonts.ready.then(() => setTimeout(painted, 150));
    });
    const picture = await this.#product.door.driver.takeScreenshot();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, picture, "base64");
  }

  /** Makes the window as large as that, in px. */
  async size(width: number, height = 780): Promise<void> {
    await this.#product.door.driver.manage().window().setRect({ x: 0, y: 0, width, height });
  }
}

/** Titles that a sidebar may well hold. */
const TITLES = [
  "Sort a list of names by surname",
  "Why does the second test hang?",
  "A letter to the landlord",
  "Compare SQLite and PostgreSQL",
  "Translate the installation guide",
  "Names for a reading club",
] as const;

/** Makes conversations for the sidebar. */
export const fillSidebar = async (product: Product): Promise<void> => {
  for (const title of TITLES) await product.door.operation("conversation.create", { title });
};
