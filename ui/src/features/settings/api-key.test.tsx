import { OperationError } from "@atelier/client/errors";
import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { model, secretStatus, settings } from "../../testing/samples";
import { ApiKeySetup } from "./ApiKeySetup";
import { shapeKey } from "./key-shape";

const KEY = "sk-ant-test-0123456789";

const keyless = secretStatus({ key: null });

const setUp = (status = keyless, onWorks = vi.fn()) => {
  const transport = createFakeTransport({
    "settings.get": settings(),
    "secret.status": status,
    "secret.save": () => {
      const kept = secretStatus({ key: { place: "keychain", last_four: "6789" } });
      transport.answer("secret.status", kept);
      return kept;
    },
    "secret.verify": [model("Claude A"), model("Claude B")],
  });
  return { transport, onWorks, ...renderWith(transport, <ApiKeySetup onWorks={onWorks} />) };
};

// rows: 3.038, 3.070, 3.083
test("a pasted key is masked, kept, tried at once, and then nowhere in the page", async () => {
  const { transport, onWorks, user, client } = setUp();
  const field = await screen.findByLabelText<HTMLInputElement>("API key");
  expect(field.type).toBe("password");
  await user.click(field);
  await user.paste(`  ${KEY}\n`);
  await user.click(screen.getByRole("button", { name: "Save and test" }));
  await screen.findByText("The key works and opens 2 models.");
  expect(transport.inputs("secret.save")).toEqual([{ key: KEY }]);
  expect(onWorks).toHaveBeenCalledOnce();
  await screen.findByText(/6789/);
  const inputs = [...document.querySelectorAll("input")].map(({ value }) => value);
  const kept = [...Object.values(localStorage), ...Object.values(sessionStorage), document.cookie];
  const cached = JSON.stringify(
    client
      .getQueryCache()
      .getAll()
      .map(({ state }) => state),
  );
  const commands = client
    .getMutationCache()
    .getAll()
    .map(({ state }) => state.variables);
  const everywhere = [
    document.body.innerHTML,
    ...inputs,
    ...kept,
    cached,
    JSON.stringify(commands),
  ];
  for (const place of everywhere) expect(place).not.toContain(KEY);
});

test("a key that is kept but refused says both, and can be tried again", async () => {
  const { transport, onWorks, user } = setUp();
  transport.answer("secret.verify", () => {
    throw new OperationError("permission_denied", "Anthropic does not know this key.");
  });
  await user.type(await screen.findByLabelText("API key"), `${KEY}{Enter}`);
  const note = await screen.findByRole("alert");
  expect(note.textContent).toContain("The key is saved, but it could not be used");
  expect(note.textContent).toContain("Anthropic does not know this key.");
  expect(onWorks).not.toHaveBeenCalled();
  transport.answer("secret.verify", []);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("The key works and opens 0 models.");
});

// rows: 0.16, 3.071
test("a key that could not be kept is not tried", async () => {
  const { transport, user } = setUp();
  transport.answer("secret.save", () => {
    throw new OperationError("unavailable", "The keychain did not answer.");
  });
  await user.type(await screen.findByLabelText("API key"), `${KEY}{Enter}`);
  expect((await screen.findByRole("alert")).textContent).toContain("The key was not saved");
  expect(transport.inputs("secret.verify")).toEqual([]);
});

test("deleting a key asks first, and then offers to paste one", async () => {
  const { transport, user } = setUp(secretStatus());
  transport.answer("secret.delete", () => {
    transport.answer("secret.status", keyless);
    return keyless;
  });
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  expect(transport.inputs("secret.delete")).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Delete the key" }));
  await screen.findByLabelText("API key");
});

test("a key of the environment can be tested, but is not ours to change", async () => {
  setUp(secretStatus({ key: { place: "environment", last_four: "9999" } }));
  await screen.findByText(/ANTHROPIC_API_KEY/);
  expect(screen.getByRole("button", { name: "Test" })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Replace" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Delete" })).toBeNull();
});

// rows: 3.200
test("without a keychain the sealed file is explained, and chosen only on purpose", async () => {
  const missing = secretStatus({
    key: null,
    vault: { state: "missing", message: "No Secret Service answers." },
  });
  const { transport, user } = setUp(missing);
  transport.answer("secret.seal", () => {
    transport.answer("secret.status", keyless);
    return keyless;
  });
  await screen.findByText("No Secret Service answers.");
  const seal = screen.getByRole("button", { name: "Use a sealed file" });
  await user.type(screen.getByLabelText("Passphrase"), "too short");
  await user.click(seal);
  expect(screen.getByRole("alert").textContent).toContain("12 characters");
  await user.type(screen.getByLabelText("Passphrase"), ", but now it is not");
  await user.type(screen.getByLabelText("The same again"), "something else");
  await user.click(seal);
  expect(screen.getByRole("alert").textContent).toContain("not the same");
  expect(transport.inputs("secret.seal")).toEqual([]);
  await user.clear(screen.getByLabelText("The same again"));
  await user.type(screen.getByLabelText("The same again"), "too short, but now it is not");
  await user.click(seal);
  await screen.findByLabelText("API key");
  expect(transport.inputs("secret.seal")).toEqual([{ passphrase: "too short, but now it is not" }]);
});

test("a sealed file is opened with its passphrase, and a wrong one says so", async () => {
  const locked = secretStatus({
    key: null,
    vault: { state: "locked", place: "sealed_file", message: "The sealed file is closed." },
  });
  const { transport, user } = setUp(locked);
  transport.answer("secret.unlock", () => {
    throw new OperationError("locked", "This is not the passphrase.");
  });
  await user.type(await screen.findByLabelText("Passphrase"), "wrong{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("This is not the passphrase.");
  transport.answer("secret.unlock", () => {
    transport.answer("secret.status", secretStatus());
    return secretStatus();
  });
  await user.type(screen.getByLabelText("Passphrase"), "right{Enter}");
  await screen.findByText(/4f2a/);
});

test("a locked keychain is asked again without a passphrase", async () => {
  const locked = secretStatus({
    key: null,
    vault: { state: "locked", place: "keychain", message: "The keychain is locked." },
  });
  const { transport, user } = setUp(locked);
  transport.answer("secret.unlock", locked);
  await user.click(await screen.findByRole("button", { name: "Ask the keychain again" }));
  await waitFor(() => expect(transport.inputs("secret.unlock")).toEqual([{}]));
});

test.each([
  [`  "${KEY}"  `, "anthropic", KEY, null],
  ["sk-ant-oat01-aaaaaaaaaa", "anthropic", "sk-ant-oat01-aaaaaaaaaa", /subscription/],
  ["sk-ant-oat01-aaaaaaaaaa", "custom", "sk-ant-oat01-aaaaaaaaaa", null],
  ["sk-ant-admin01-aaaaaaa", "anthropic", "sk-ant-admin01-aaaaaaa", /admin/],
  ["short", "custom", "short", /too short/],
  ["sk-ant-test and more", "anthropic", "sk-ant-test and more", /space/],
  ["sk-ant-tést-000000", "anthropic", "sk-ant-tést-000000", /character/],
  ["k".repeat(513), "custom", "k".repeat(513), /too long/],
] as const)("%j for %s is read as %j", (pasted, endpoint, key, problem) => {
  const shape = shapeKey(pasted, endpoint);
  expect(shape.key).toBe(key);
  if (problem === null) expect(shape.problem).toBeNull();
  else expect(shape.problem).toMatch(problem);
});
