<?php $title = 'Orders' ?>
<h1>Orders of <?= escape($user) ?></h1>
<table>
  <thead><tr><th>Number</th><th>Item</th><th>Price</th></tr></thead>
  <tbody>
<?php foreach ($orders as [$number, $item, $price]) : ?>
    <tr><td><?= escape($number) ?></td><td><?= escape($item) ?></td><td><?= escape($price) ?></td></tr>
<?php endforeach ?>
  </tbody>
</table>
