<?php

// What the shop takes from forms.

declare(strict_types=1);

/** Letters, marks and other characters that show nothing, and the one in place of bytes that aren’t UTF-8. */
const UNSEEN = '\x{034f}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{2800}\x{3164}\x{fe00}-\x{fe0f}\x{ffa0}\x{fffd}\x{e0100}-\x{e01ef}';

/** A field of a form, or a part of the address. `name[]` arrives as an array: only text is taken. */
function text(array $fields, string $name): string
{
    return is_string($fields[$name] ?? null) ? $fields[$name] : '';
}

/** Whether this is up to 60 characters that all show, so that the page which has it confirmed shows all of it. */
function isRecipient(string $to): bool
{
    $isPlain = preg_match('/^[\p{L}\p{M}\p{N}\p{P}\p{S}]+( [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/Du', $to);
    return $isPlain && preg_match('/^.{1,60}$/Du', $to) && !preg_match('/[' . UNSEEN . ']/u', $to);
}

function isAmount(string $amount): bool
{
    return preg_match('/^[0-9]{1,6}(\.[0-9]{2})?$/D', $amount) === 1;
}

/** Whether this is a path of the shop, and leads to no other host. It has no backslash, which browsers read as a slash. */
function isOwnPath(string $path): bool
{
    return preg_match('~^/(?!/)[!-\[\]-\~]*$~D', $path) === 1;
}
