<?php

// A shop with its own accounts and sessions. All of Latchkey is in latchkey.php.

declare(strict_types=1);

require __DIR__ . '/forms.php';
require __DIR__ . '/latchkey.php';
require __DIR__ . '/pages.php';

// AN EXAMPLE: people with passwords in the source.
const PEOPLE = [
    'mira' => ['id' => '1', 'password' => 'example-harbour-9'],
    'tom' => ['id' => '2', 'password' => 'example-lantern-4'],
];
const ORDERS = [
    ['1041', 'Lantern, brass', '64.00 €'],
    ['1038', 'Rope, 20 m', '31.50 €'],
    ['1022', 'Tide tables', '12.00 €'],
];

// So many transfers are kept in a session.
const KEPT = 5;

header('Cache-Control: no-store');
[$method, $path] = [$_SERVER['REQUEST_METHOD'], explode('?', $_SERVER['REQUEST_URI'])[0]];
if ($method === 'OPTIONS') {
    header('Allow: GET, HEAD, OPTIONS, POST');
    http_response_code(204);
    exit;
}
// PHP leaves out the body of the answer by itself.
$method = $method === 'HEAD' ? 'GET' : $method;

// PHP locks a session while it is open, and all other requests of the visitor wait: so it is read, and closed at once.
// It is opened again where something is written.
if (isset($_COOKIE[session_name()])) {
    session_start(['read_and_close' => true]);
}

// Forms of other sites. Browsers name the origin of every form that is posted.
if ($method !== 'GET' && ($_SERVER['HTTP_ORIGIN'] ?? '') !== getenv('ORIGIN')) {
    closed(400);
}

match ("$method $path") {
    'GET /latchkey/who' => who(),
    'GET /login' => page('login', ['back' => text($_GET, 'next') ?: '/']),
    'POST /login' => signIn(),
    'POST /logout' => signOut(),
    default => guarded($method, $path),
};

/** Everything else is for people who are signed in and have proved their second factor. */
function guarded(string $method, string $path): void
{
    if (!isset($_SESSION['user'])) {
        redirect('/login?next=' . rawurlencode($_SERVER['REQUEST_URI']));
    }
    gate();
    match ("$method $path") {
        'GET /' => page('home'),
        'GET /orders' => page('orders', ['orders' => ORDERS]),
        'GET /transfer' => page('transfer', ['sent' => $_SESSION['sent'] ?? []]),
        'POST /transfer' => transfer(),
        'GET /transfer/confirmed' => confirmed(),
        default => closed(404),
    };
}

function signIn(): void
{
    [$name, $back] = [text($_POST, 'name'), text($_POST, 'next')];
    $person = PEOPLE[$name] ?? null;
    if (!$person || !hash_equals($person['password'], text($_POST, 'password'))) {
        page('login', ['back' => $back ?: '/', 'wrong' => true]);
        return;
    }
    endSession();
    session_start();
    session_regenerate_id(true);
    $_SESSION = ['user' => ['id' => $person['id'], 'name' => $name]];
    session_write_close();
    redirect(isOwnPath($back) ? $back : '/');
}

function signOut(): void
{
    endSession();
    session_start();
    $_SESSION = [];
    session_destroy();
    redirect('/login');
}

function transfer(): void
{
    [$to, $amount] = [text($_POST, 'to'), text($_POST, 'amount')];
    if (!isRecipient($to) || !isAmount($amount)) {
        http_response_code(422);
        page('transfer', ['sent' => $_SESSION['sent'] ?? [], 'wrong' => true]);
        return;
    }
    // Everything that matters, as the text that is confirmed.
    $number = bin2hex(random_bytes(16));
    $content = json_encode(['number' => $number, 'to' => $to, 'amount' => $amount], JSON_THROW_ON_ERROR);
    $answer = confirm([
        'action' => 'transfer.create',
        'content' => $content,
        'summary' => "Send $amount € to $to",
        'return_to' => "/transfer/confirmed?number=$number",
    ]);
    if (($answer['required'] ?? null) === false) {
        carryOut($content);
    } elseif (empty($answer['location'])) {
        closed(503);
    }
    reopen();
    $begun = ['number' => $number, 'id' => $answer['id'], 'content' => $content];
    $_SESSION['pending'] = array_slice([...($_SESSION['pending'] ?? []), $begun], -KEPT);
    session_write_close();
    redirect($answer['location']);
}

/**
 * The browser brings only the number: what is sent is the shop’s own text, the one that was confirmed. Another tab may have begun another transfer
 * meanwhile.
 */
function confirmed(): void
{
    foreach ($_SESSION['pending'] ?? [] as ['number' => $number, 'id' => $id, 'content' => $content]) {
        $action = ['id' => $id, 'action' => 'transfer.create', 'content' => $content];
        if ($number === text($_GET, 'number') && isConfirmed($action)) {
            carryOut($content);
        }
    }
    closed(409);
}

function carryOut(string $content): never
{
    reopen();
    // A real shop has a table for it.
    $_SESSION['sent'] = array_slice([json_decode($content, true), ...($_SESSION['sent'] ?? [])], 0, KEPT);
    $_SESSION['pending'] = array_values(array_filter($_SESSION['pending'] ?? [], fn ($other) => $other['content'] !== $content));
    session_write_close();
    redirect('/transfer');
}

/** Opens the session again, for writing. It is gone if the visitor has signed out while Latchkey was asked: PHP then begins another one. */
function reopen(): void
{
    session_start();
    if (!isset($_SESSION['user'])) {
        session_destroy();
        header_remove('Set-Cookie');
        redirect('/login');
    }
}
