<?php $title = 'Sign in' ?>
<h1>Sign in</h1>
<form class="card" method="post">
<?php if ($wrong ?? false) : ?>
  <p class="wrong" role="alert">Name or password is wrong.</p>
<?php endif ?>
  <label>Name <input name="name" autocomplete="username" autocapitalize="none" required></label>
  <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
  <input type="hidden" name="next" value="<?= escape($back) ?>">
  <button>Sign in</button>
</form>
