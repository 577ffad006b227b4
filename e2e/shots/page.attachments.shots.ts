import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { NOT_A_PNG, png } from "../harness/png";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const FORMULAS = String.raw`The roots are $x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$, so $5 is not one.

$$
\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}
\qquad
A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}
$$

and \(\sum_{k=1}^{n} k = \frac{n(n+1)}{2}\) as well.`;

describe("what goes along with a message, in a browser", () => {
  const product = useProduct({
    behind: "far-end",
    prepare: async (place) => {
      place.write("files/evening.png", png(640, 400));
      place.write("files/a very wide panorama of the whole valley.png", png(2_600, 300));
      place.write("files/notes.md", "# Notes\n\nThe second point matters most.\n");
      place.write("files/pretended.png", NOT_A_PNG);
      for (const name of ["greet.rs", "great.rs", "agree.rs"]) {
        place.write(`home/project/src/${name}`, "fn greet() {}\n");
      }
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("chips, refusal, drop target, mentions, message, previews, formulas, narrow", async () => {
    await product.choose("evening.png", "a very wide panorama of the whole valley.png", "notes.md");
    await screen.get("button", "Remove notes.md");
    await product.choose("pretended.png");
    await screen.get("button", "Dismiss pretended.png");
    await studio.shoot("attach-chips");
    await studio.size(720, 640);
    await studio.shoot("attach-chips-narrow");
    await studio.size(1200, 800);
    await screen.click("button", "Dismiss pretended.png");
    await product.door.driver.executeScript(() => {
      const data = new DataTransfer();
      data.items.add(new File(["words"], "dropped.txt"));
      const event = new DragEvent("dragenter", { bubbles: true, dataTransfer: data });
      document.body.dispatchEvent(event);
      (window as { held?: DataTransfer }).held = data;
    });
    await studio.shoot("attach-drop");
    await product.door.driver.executeScript(() => {
      const { held } = window as { held?: DataTransfer };
      if (held)
        document.body.dispatchEvent(
          new DragEvent("dragleave", { dataTransfer: held, bubbles: true }),
        );
    });
    await product.door.operation("folder.open", { path: product.door.place.at("home/project") });
    const field = await product.composer();
    await field.click();
    await field.sendKeys("Compare it with @gr");
    await screen.get("option", "…greet.rs…");
    await studio.shoot("attach-mention");
    await screen.press(Key.ENTER);
    await screen.get("button", "Remove great.rs").catch(() => null);
    product.farEnd.answer = { text: FORMULAS };
    await product.send("please.");
    await product.settled();
    await studio.shoot("attach-sent");
    await screen.click("button", "evening.png…");
    await studio.shoot("attach-picture");
    await screen.press(Key.ESCAPE);
    await screen.click("button", "notes.md…");
    await screen.shows("The second point matters most.");
    await studio.shoot("attach-text");
    await screen.press(Key.ESCAPE);
  });
});
