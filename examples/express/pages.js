// The pages of the shop.

const ORDERS = [
  ['1041', 'Lantern, brass', '64.00 €'],
  ['1038', 'Rope, 20 m', '31.50 €'],
  ['1022', 'Tide tables', '12.00 €'],
];

class Markup {
  constructor(text) {
    this.text = text;
  }
}

/** Markup with values in it, which are escaped unless they are markup themselves. */
function html(parts, ...values) {
  const text = (value) => {
    if (value instanceof Markup) return value.text;
    if (Array.isArray(value)) return value.map(text).join('');
    return String(value ?? '').replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  };
  return new Markup(String.raw({ raw: parts }, ...values.map(text)));
}

function page({ session }, title, main) {
  const user = session?.user;
  const menu = user
    ? html`<nav aria-label="Shop">
        <a href="/orders">Orders</a>
        <a href="/transfer">Send money</a>
        <a href="/security/account/security">Account security</a>
      </nav>
      <form method="post" action="/logout">
        <span>${user.name}</span>
        <button>Sign out</button>
      </form>`
    : '';
  return html`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Shop</title>
  <link rel="icon" href="/static/shop.svg">
  <link rel="stylesheet" href="/static/shop.css">
</head>
<body>
  <header><a class="brand" href="/">Shop</a> ${menu}</header>
  <main>${main}</main>
</body>
</html>`.text;
}

export const login = (request, next, isWrong) =>
  page(request, 'Sign in', html`<h1>Sign in</h1>
    <form class="card" method="post">
      ${isWrong ? html`<p class="wrong" role="alert">Name or password is wrong.</p>` : ''}
      <label>Name <input name="name" autocomplete="username" autocapitalize="none" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <input type="hidden" name="next" value="${next || '/'}">
      <button>Sign in</button>
    </form>`);

export const home = (request) =>
  page(request, 'Welcome', html`<h1>Good to see you, ${request.session.user.name}.</h1>
    <p>Look at <a href="/orders">your orders</a>, <a href="/transfer">send money</a>, or see to
    <a href="/security/account/security">the security of your account</a>.</p>`);

export const orders = (request) =>
  page(request, 'Orders', html`<h1>Orders of ${request.session.user.name}</h1>
    <table>
      <thead><tr><th>Number</th><th>Item</th><th>Price</th></tr></thead>
      <tbody>
        ${ORDERS.map((order) => html`<tr>${order.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
      </tbody>
    </table>`);

export const transfers = (request, isWrong) =>
  page(request, 'Send money', html`<h1>Send money</h1>
    <form class="card" method="post">
      ${isWrong ? html`<p class="wrong" role="alert">Enter a name, and an amount such as 12.00.</p>` : ''}
      <label>To <input name="to" maxlength="60" required></label>
      <label>Amount in € <input name="amount" inputmode="decimal" pattern="[0-9]{1,6}([.][0-9]{2})?" placeholder="12.00" required></label>
      <button>Send</button>
    </form>
    ${request.session.sent?.length ? sent(request.session.sent) : ''}`);

const sent = (list) => html`<h2>Sent</h2>
  <table>
    <thead><tr><th>To</th><th>Amount</th></tr></thead>
    <tbody>
      ${list.map(({ to, amount }) => html`<tr><td>${to}</td><td>${amount} €</td></tr>`)}
    </tbody>
  </table>`;

export const notSent = (request) =>
  page(request, 'Not sent', html`<h1>Nothing was sent</h1>
    <p>This transfer isn’t confirmed, or was sent before. <a href="/transfer">See what was sent</a>.</p>`);

export const refused = (request) => page(request, 'Refused', html`<h1>This form came from another site</h1>`);

export const failed = (request, status) =>
  page(request, 'Not done', status === 500
    ? html`<h1>Something went wrong</h1>`
    : html`<h1>${status === 413 ? 'This form is too long' : 'This request can’t be read'}</h1>`);

/** In place of a page: for those whose second step is pending, and while nobody can tell. */
export const closed = (request, isKnown) =>
  isKnown
    ? page(request, 'Finish signing in', html`<h1>Finish signing in first</h1>
        <p>Nothing was done. <a href="/security/mfa">Continue with the second step</a>.</p>`)
    : page(request, 'Try again', html`<h1>We can’t check your sign-in right now</h1>
        <p>Nothing is lost. Please try again in a moment.</p>`);
