import { describe, test } from "vitest";

import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

describe("the weight of Atelier, in a browser", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const studio = new Studio(product);

  test("in English, in German, narrow", async () => {
    const { driver } = product.door;
    const show = () =>
      driver.executeScript(() => {
        document.getElementById("weight")?.scrollIntoView({ block: "start" });
      });
    await screen.press(MOD, ",");
    await screen.click("button", "Diagnostics");
    await screen.shows("of one processor over the last");
    await show();
    await studio.shoot("weight");
    await product.door.operation("settings.save", { language: "de" });
    await screen.shows("Eigengewicht");
    await show();
    await studio.shoot("weight-german");
    await studio.size(720, 640);
    await show();
    await studio.shoot("weight-narrow");
  });
});
