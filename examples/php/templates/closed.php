<?php if ($status === 503) : ?>
<?php $title = 'Try again' ?>
<h1>We can’t check your sign-in right now</h1>
<p>Nothing is lost. Please try again in a moment.</p>
<?php elseif ($status === 400) : ?>
<?php $title = 'Refused' ?>
<h1>This form came from another site</h1>
<?php elseif ($status === 409) : ?>
<?php $title = 'Not sent' ?>
<h1>Nothing was sent</h1>
<p>This transfer isn’t confirmed, or was sent before. <a href="/transfer">See what was sent</a>.</p>
<?php elseif ($status === 404) : ?>
<?php $title = 'Not found' ?>
<h1>There is no such page</h1>
<?php else : ?>
<?php $title = 'Finish signing in' ?>
<h1>Finish signing in first</h1>
<p>Nothing was done. <a href="/security/mfa">Continue with the second step</a>.</p>
<?php endif ?>
