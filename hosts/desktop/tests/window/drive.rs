//! What is asked of the page, and what must come of it.

use std::time::Instant;

use serde_json::{Value, json};

use crate::stage::{Page, opened_outside};

/// Calls an operation and collects its events: `{ events, messages, frames, ms }`.
pub(crate) const STREAM: &str = "
    const stream = (name, input, id = crypto.randomUUID()) => new Promise((resolve, reject) => {
        const wire = window.__TAURI_INTERNALS__;
        const batches = [];
        let ends = Infinity, done = 0, frames = 0, running = true;
        const frame = () => { frames += 1; if (running) requestAnimationFrame(frame); };
        requestAnimationFrame(frame);
        const begun = performance.now();
        const check = () => {
            if (done < ends) return;
            running = false;
            const ms = performance.now() - begun;
            resolve({ events: batches.flat(), messages: batches.length, frames, ms });
        };
        const callback = wire.transformCallback((given) => {
            if ('end' in given) ends = given.index;
            else { batches[given.index] = given.message; done += 1; }
            check();
        });
        wire.invoke('call', { id, name, input, events: '__CHANNEL__:' + callback }).catch(reject);
    });";

pub(crate) fn the_policy_is_in_force(page: &mut Page) {
    let blocked = |body: &str| {
        let outcome = page.run(body);
        assert!(outcome.get("err").is_some(), "{body} was let through: {outcome}");
    };
    blocked("return (0, eval)('1 + 1');");
    blocked("return new Function('return 2')();");
    blocked("document.body.innerHTML = '<img src=x>';");
    blocked("return (await fetch('https://example.invalid/')).status;");
    blocked("return (await fetch('http://127.0.0.1:9/')).status;");
    blocked("new Worker('data:text/javascript,1');");
    let script = "const script = document.createElement('script'); script.src = 'data:text/javascript,window.ran=1'; document.head.append(script);";
    page.run(&format!("try {{ {script} }} catch {{}}"));
    assert_eq!(page.read("window.ran ?? 'not run'"), json!("not run"));
    let frozen = page.run("'use strict'; Object.prototype.polluted = 1;");
    assert!(frozen.get("err").is_some() && page.read("({}).polluted ?? 0") == 0, "{frozen}");
    println!("the policy is in force: ok");
}

pub(crate) fn the_page_cannot_leave(page: &mut Page) {
    let home = page.read("location.href");
    for script in [
        "location.href = 'https://example.invalid/'",
        "location.assign('file:///etc/passwd')",
        "location.replace('data:text/html,gone')",
        "window.open('tauri://localhost/')",
        "{ const a = document.createElement('a'); a.href = 'javascript:window.ran=1'; a.click(); }",
        "{ const a = document.createElement('a'); a.href = 'data:,x'; a.download = 'x'; a.click(); }",
    ] {
        page.window.eval(script).unwrap();
        // A navigation that was let through would have begun before this answer.
        page.run("await new Promise((done) => setTimeout(done, 100));");
        assert_eq!(page.read("location.href"), home, "{script}");
        assert_eq!(page.read("window.ran ?? 'not run'"), json!("not run"), "{script}");
    }
    let windows = tauri::Manager::webview_windows(&page.window);
    assert_eq!(windows.len(), 1, "no window was opened");
    println!("the page cannot leave: ok");
}

pub(crate) fn links_open_outside(page: &mut Page) {
    for address in ["file:///etc/passwd", "https://user@example.com/", "vscode://file/etc/passwd"] {
        page.window.eval(format!("window.open('{address}')")).unwrap();
    }
    page.window
        .eval("window.open('https://example.com/?a=$(id)&b=%20c', '_blank', 'noopener,noreferrer')")
        .unwrap();
    let begun = Instant::now();
    while opened_outside().is_empty() {
        assert!(begun.elapsed().as_secs() < 20, "the link was not handed on");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(opened_outside(), "https://example.com/?a=$(id)&b=%20c\n", "one, letter for letter");
    println!("links open outside: ok");
}

pub(crate) fn plugins_are_refused(page: &mut Page) {
    for command in
        ["plugin:event|listen", "plugin:webview|create_webview_window", "plugin:app|version"]
    {
        let outcome =
            page.run(&format!("return window.__TAURI_INTERNALS__.invoke('{command}', {{}});"));
        let refusal = outcome["err"].as_str().unwrap_or_default();
        assert!(refusal.contains("not allowed"), "{command}: {outcome}");
    }
    println!("plugins are refused: ok");
}

pub(crate) fn events_arrive_whole_and_in_order(page: &mut Page) {
    // Small messages are handed over, large ones fetched; both must work, and keep their order.
    for (to, size) in [(1_000, 10), (200, 20_000), (3, 1_000_000)] {
        let input = json!({ "to": to, "size": size });
        let body = format!(
            "{STREAM} const {{ events, messages }} = await stream('probe.count', {input}); \
             return {{ count: events.length, messages, \
             whole: events.every((event, at) => event.number === at && event.text.length === {size}) }};"
        );
        let outcome = page.run(&body);
        assert_eq!(
            (&outcome["ok"]["count"], &outcome["ok"]["whole"]),
            (&json!(to), &json!(true)),
            "{outcome}"
        );
    }
    println!("events arrive whole and in order: ok");
}

pub(crate) fn the_wire_is_fast(page: &mut Page) {
    let calls = "const call = () => window.__TAURI_INTERNALS__.invoke('call', { id: crypto.randomUUID(), \
         name: 'probe.echo', input: 1, events: '__CHANNEL__:1' }); \
         for (let n = 0; n < 20; n += 1) await call(); \
         const begun = performance.now(); for (let n = 0; n < 300; n += 1) await call(); \
         return (performance.now() - begun) / 300;";
    let no_op: f64 = page.run(calls)["ok"].as_f64().expect("a time");
    let mut best = Value::Null;
    for _ in 0..3 {
        let body = format!(
            "{STREAM} const {{ events, messages, frames, ms }} = \
             await stream('probe.count', {{ to: 10000, size: 12 }}); \
             return {{ count: events.length, messages, frames, ms }};"
        );
        let outcome = page.run(&body)["ok"].clone();
        assert_eq!(outcome["count"], json!(10_000), "{outcome}");
        if best.is_null() || outcome["ms"].as_f64() < best["ms"].as_f64() {
            best = outcome;
        }
    }
    println!("the wire: a call takes {no_op:.2} ms; 10,000 events: {best}");
    // Far above what is measured, so that only a defect can reach it on a busy machine.
    assert!(no_op < 20.0 && best["ms"].as_f64().unwrap() < 3_000.0);
    assert!(best["messages"].as_u64().unwrap() < 1_000, "events travel in batches");
}

pub(crate) fn a_reload_ends_the_calls_of_the_page(page: &mut Page) {
    page.window.eval(format!("{{ {STREAM} stream('probe.wait', {{}}, 'same'); }}")).unwrap();
    assert_eq!(page.hear(), "begun");
    let begun = Instant::now();
    page.window.eval("location.reload()").unwrap();
    assert_eq!(page.hear(), "cancelled");
    println!("a reload ends the calls of the page: ok ({:?})", begun.elapsed());
    page.wait_for("document.readyState === 'complete' && !('answer' in window)");
}

pub(crate) fn a_window_that_closes_ends_its_calls(page: &mut Page) {
    page.window.eval(format!("{{ {STREAM} stream('probe.wait', {{}}, 'same'); }}")).unwrap();
    assert_eq!(page.hear(), "begun", "the new page may use the ids of the last");
    page.window.destroy().unwrap();
    assert_eq!(page.hear(), "cancelled");
    println!("a window that closes ends its calls: ok");
}
