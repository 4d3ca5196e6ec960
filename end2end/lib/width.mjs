// Whether there is anything to scroll sideways, on the page or in the dialog over it.

/** What reaches past the right edge; empty when there is nothing to scroll. */
export function tooWide(page) {
  return page.evaluate(() => {
    const reach = (element) => Math.round(element.getBoundingClientRect().right);
    return [document.documentElement, ...document.querySelectorAll('dialog[open]')].flatMap((box) => {
      const { scrollWidth, clientWidth } = box;
      if (scrollWidth <= clientWidth) return [];
      const wide = [...box.querySelectorAll('*')].filter((element) => reach(element) > clientWidth);
      return wide.map((element) => `${element.tagName.toLowerCase()}.${element.className} ends at ${reach(element)} of ${clientWidth}`);
    });
  });
}
