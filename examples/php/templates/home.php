<?php $title = 'Welcome' ?>
<h1>Good to see you, <?= escape($user) ?>.</h1>
<p>Look at <a href="/orders">your orders</a>, <a href="/transfer">send money</a>, or see to <a href="/security/account/security">the security of your account</a>.</p>
