// The few things that a test without a browser reads from a page.

/** The texts of all elements with this `data-testid`. */
export function byTestId(html, id) {
  const found = html.matchAll(new RegExp(`<(\\w+)[^>]*data-testid="${id}"[^>]*>(.*?)</\\1>`, 'gs'));
  return [...found].map(([, , inner]) => plain(inner));
}

/** The texts of all alerts. */
export function alerts(html) {
  const found = html.matchAll(/<(\w+)[^>]*role="alert"[^>]*>(.*?)<\/\1>/gs);
  return [...found].map(([, , inner]) => plain(inner));
}

/** What a person reads of a piece of HTML. */
export function plain(html) {
  return html
    .replaceAll(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
