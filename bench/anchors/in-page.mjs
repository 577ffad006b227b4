// What runs inside a page. Each function is sent there as text, so it stands on its own.

/** Opens a conversation of the sidebar, and tells how long its newest message took to be painted, in ms. */
export function openAt(place, done) {
  const pencil = document.querySelector("[aria-label='New conversation']");
  const open = () => {
    const begun = performance.now();
    document.querySelectorAll("[data-conversation]")[place].click();
    const look = () => {
      const newest = [...document.querySelectorAll("article")].at(-1);
      const view = document.querySelector("[data-messages]")?.getBoundingClientRect();
      const box = newest?.getBoundingClientRect();
      const shown =
        box !== undefined &&
        newest.textContent.includes("Message 9999:") &&
        newest.checkVisibility({ visibilityProperty: true }) &&
        box.bottom > view.top &&
        box.bottom <= view.bottom + 1;
      if (!shown) {
        requestAnimationFrame(look);
        return;
      }
      // This frame paints it; the message comes after it.
      const after = new MessageChannel();
      after.port1.onmessage = () => done(performance.now() - begun);
      after.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };
  const empty = () => {
    if (document.querySelector("article")) setTimeout(empty, 20);
    else setTimeout(open, 300);
  };
  pencil?.click();
  empty();
}

/** Scrolls by `step` px a frame for `ms`, and tells how far frames lie apart, in ms. */
export function frames(step, ms, done) {
  const scroller = document.querySelector("[data-messages]");
  const apart = [];
  const end = performance.now() + ms;
  let last = null;
  const tick = (now) => {
    if (last !== null) apart.push(now - last);
    last = now;
    if (step !== 0) {
      scroller.dispatchEvent(new WheelEvent("wheel", { deltaY: step, bubbles: true }));
      scroller.scrollTop += step;
    }
    if (performance.now() < end) {
      requestAnimationFrame(tick);
      return;
    }
    apart.sort((a, b) => a - b);
    const at = (share) => apart[Math.round((apart.length - 1) * share)];
    done({ p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), count: apart.length });
  };
  requestAnimationFrame(tick);
}

/** Notes in `window.paintedKeys` how long each key takes from its event to the paint after it, in ms. */
export function paintedKeys() {
  window.paintedKeys = [];
  const after = new MessageChannel();
  const begun = [];
  after.port1.onmessage = () => window.paintedKeys.push(performance.now() - begun.shift());
  document.addEventListener("keydown", ({ timeStamp }) => {
    begun.push(timeStamp);
    requestAnimationFrame(() => after.port2.postMessage(null));
  }, { capture: true });
}

/** Gives the page `window.callCore`, which runs an operation through the window's own command. */
export function reachCore() {
  const tauri = window.__TAURI_INTERNALS__;
  let calls = 0;
  window.callCore = (name, input, onEvent = () => {}) => {
    calls += 1;
    const channel = tauri.transformCallback((message) => onEvent(message.message ?? message));
    return tauri.invoke("call", { id: `bench-${calls}`, name, input, events: `__CHANNEL__:${channel}` });
  };
}

/** Opens the store by `how`, keeps a key, and goes past the first steps until all of `there` is shown. */
export async function enter(how, passphrase, there, done) {
  try {
    await window.callCore(how, { passphrase });
    await window.callCore("secret.save", { key: "sk-ant-test-benchmark" });
    await window.callCore("settings.save", { onboarded: true });
    const look = () => {
      if (there.every((selector) => document.querySelector(selector))) done("ready");
      else setTimeout(look, 20);
    };
    look();
  } catch (error) {
    done(String(error?.message ?? error));
  }
}
