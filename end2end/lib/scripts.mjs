// Browsers that don't run a page's scripts, run them late, or change the page before they run.

/** A browser without WebAssembly, as in Lockdown Mode. */
export function withoutWebAssembly(page) {
  return page.addInitScript(() => {
    delete globalThis.WebAssembly;
  });
}

/** The page's WASM doesn't arrive, for this reason. */
export function withoutWasm(page, reason = 'blockedbyclient') {
  return page.route('**/*.wasm', (route) => route.abort(reason));
}

/** The server has another answer than the page's WASM. */
export function withWasm(page, status) {
  return page.route('**/*.wasm', (route) => route.fulfill({ status, contentType: 'text/plain', body: 'Not what was asked for.' }));
}

/** The page's WASM is on its way until the function that this gives is called. */
export async function withWasmOnItsWay(page) {
  const waiting = [];
  await page.route('**/*.wasm', (route) => waiting.push(route));
  return () => Promise.all(waiting.splice(0).map((route) => route.continue()));
}

/** Lets the time pass after which a page says that its controls sleep. Gives how long it would have been, in milliseconds. */
export function letSleep(page) {
  return page.evaluate(() => {
    const asleep = document.getAnimations().filter(({ animationName }) => animationName === 'asleep');
    asleep.forEach((animation) => animation.finish());
    return Math.max(...asleep.map(({ effect }) => effect.getComputedTiming().endTime));
  });
}

/** A page that is never idle: it says so to nobody, and is busy most of the time. */
export function withoutIdleTime(page) {
  return page.addInitScript(() => {
    globalThis.requestIdleCallback = () => 0;
    const work = () => {
      const end = performance.now() + 30;
      while (performance.now() < end);
      setTimeout(work, 1);
    };
    addEventListener('DOMContentLoaded', work);
  });
}

/** The browser fails at making its first element of this kind. */
export function withoutFirst(page, tag) {
  return page.addInitScript((tag) => {
    const make = Document.prototype.createElement;
    let failed = false;
    Document.prototype.createElement = function (...kind) {
      if (kind[0] === tag && !failed) {
        failed = true;
        throw new Error(`no ${tag} today`);
      }
      return make.apply(this, kind);
    };
  }, tag);
}

/**
 * Extensions that put nodes of their own into the page while it is parsed: into head and body, before and after each field and button, and into
 * whatever they are in.
 */
export function withExtensions(page) {
  return page.addInitScript(() => {
    const seen = new WeakSet();
    const foreign = (name) => {
      const node = document.createElement(name);
      node.className = 'foreign';
      seen.add(node);
      return node;
    };
    const visit = (element) => {
      if (seen.has(element)) return;
      seen.add(element);
      if (element.matches('head, body')) element.prepend(foreign('x-extension'), document.createComment('extension'), 'text of an extension');
      if (!element.matches('input, button, textarea, select')) return;
      element.before(foreign('x-before'));
      element.after(foreign('div'), document.createTextNode(' '));
      element.parentElement.prepend(foreign('x-first'));
    };
    new MutationObserver(() => document.querySelectorAll('*').forEach(visit)).observe(document, { childList: true, subtree: true });
  });
}

/**
 * Translates the page as browsers do: each text is taken out and put back in two elements of the translator's own, whenever the page changes. The words
 * stay as they are, so that controls are found by their names. A text under `translate="no"` isn't touched.
 */
export function withTranslator(page) {
  return page.addInitScript(() => {
    const translate = () => {
      const texts = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) found.push(texts.currentNode);
      for (const text of found) {
        const parent = text.parentElement;
        if (!text.data.trim() || !parent || parent.closest('font, script, style, noscript, textarea, select, [translate="no"]')) continue;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.append(text.data);
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    new MutationObserver(translate).observe(document, { childList: true, characterData: true, subtree: true });
  });
}

/** All that has been translated. */
export const translated = (page) => page.locator('font > font').allTextContents();
