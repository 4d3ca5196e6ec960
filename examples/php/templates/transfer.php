<?php $title = 'Send money' ?>
<h1>Send money</h1>
<form class="card" method="post">
<?php if ($wrong ?? false) : ?>
  <p class="wrong" role="alert">Enter a name, and an amount such as 12.00.</p>
<?php endif ?>
  <label>To <input name="to" maxlength="60" required></label>
  <label>Amount in € <input name="amount" inputmode="decimal" pattern="[0-9]{1,6}([.][0-9]{2})?" placeholder="12.00" required></label>
  <button>Send</button>
</form>
<?php if ($sent) : ?>
<h2>Sent</h2>
<table>
  <thead><tr><th>To</th><th>Amount</th></tr></thead>
  <tbody>
<?php foreach ($sent as $transfer) : ?>
    <tr><td><?= escape($transfer['to']) ?></td><td><?= escape($transfer['amount']) ?> €</td></tr>
<?php endforeach ?>
  </tbody>
</table>
<?php endif ?>
