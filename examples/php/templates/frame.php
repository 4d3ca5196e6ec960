<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title><?= escape($title) ?> – Shop</title>
  <link rel="icon" href="/static/shop.svg">
  <link rel="stylesheet" href="/static/shop.css">
</head>
<body>
  <header>
    <a class="brand" href="/">Shop</a>
<?php if ($user) : ?>
    <nav aria-label="Shop">
      <a href="/orders">Orders</a>
      <a href="/transfer">Send money</a>
      <a href="/security/account/security">Account security</a>
    </nav>
    <form method="post" action="/logout">
      <span><?= escape($user) ?></span>
      <button>Sign out</button>
    </form>
<?php endif ?>
  </header>
  <main>
<?= $main ?>
  </main>
</body>
</html>
