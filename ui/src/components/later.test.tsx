import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { ErrorBoundary } from "../app/ErrorBoundary";
import { PlatformContext } from "../platform/context";
import { createFakePlatform } from "../testing/fake-platform";
import { later } from "./later";

const Page = ({ name }: { readonly name: string }) => <p>Page {name}</p>;
const Waiting = () => <p>Waiting</p>;

// rows: 3.152
test("it is loaded once, when it is first shown, and needs no waiting after that", async () => {
  const load = vi.fn(async () => Page);
  const Later = later(load, Waiting);
  expect(load).not.toHaveBeenCalled();
  const { unmount } = render(<Later name="one" />);
  expect(screen.getByText("Waiting")).toBeTruthy();
  await screen.findByText("Page one");
  unmount();
  render(<Later name="two" />);
  expect(screen.getByText("Page two")).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(1);
});

test("what was loaded ahead is there in the first frame", async () => {
  const Later = later(async () => Page, Waiting);
  Later.prepare();
  await Promise.resolve();
  await Promise.resolve();
  render(<Later name="one" />);
  expect(screen.queryByText("Waiting")).toBeNull();
  expect(screen.getByText("Page one")).toBeTruthy();
});

test("what could not be loaded is said so, and tried again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const load = vi.fn(async () => Page);
  load.mockRejectedValueOnce(new TypeError("the file is not there"));
  const Later = later(load, Waiting);
  render(
    <PlatformContext value={createFakePlatform()}>
      <ErrorBoundary region="this view">
        <Later name="one" />
      </ErrorBoundary>
    </PlatformContext>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("the file is not there");
  await userEvent.click(screen.getByRole("button", { name: "Reload this view" }));
  expect(await screen.findByText("Page one")).toBeTruthy();
});
