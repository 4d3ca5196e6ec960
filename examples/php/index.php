<?php

// A shop with its own accounts and sessions. All of Latchkey is in latchkey.php.

declare(strict_types=1);

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

header('Cache-Control: no-store');
[$method, $path] = [$_SERVER['REQUEST_METHOD'], explode('?', $_SERVER['REQUEST_URI'])[0]];

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
    'GET /login' => page('login', ['back' => (string) ($_GET['next'] ?? '/')]),
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
    $name = (string) ($_POST['name'] ?? '');
    $person = PEOPLE[$name] ?? null;
    if (!$person || !hash_equals($person['password'], (string) ($_POST['password'] ?? ''))) {
        page('login', ['back' => (string) ($_POST['next'] ?? '/'), 'wrong' => true]);
        return;
    }
    endSession();
    session_start();
    session_regenerate_id(true);
    $_SESSION = ['user' => ['id' => $person['id'], 'name' => $name]];
    session_write_close();
    redirect(ownPath((string) ($_POST['next'] ?? '/')));
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
    [$to, $amount] = [(string) ($_POST['to'] ?? ''), (string) ($_POST['amount'] ?? '')];
    if (!preg_match('/^[^\x00-\x1f]{1,60}$/Du', $to) || !preg_match('/^[0-9]{1,6}(\.[0-9]{2})?$/D', $amount)) {
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
    if ($answer === null) {
        closed(503);
    } elseif (!$answer['required']) {
        carryOut($content);
    }
    session_start();
    $_SESSION['pending'] = ['id' => $answer['id'], 'action' => 'transfer.create', 'content' => $content];
    session_write_close();
    redirect($answer['location']);
}

/** The browser brings only the number: what is sent is the shop’s own text, the one that was confirmed. */
function confirmed(): void
{
    $pending = $_SESSION['pending'] ?? null;
    $isPending = $pending && json_decode($pending['content'], true)['number'] === ($_GET['number'] ?? '');
    if (!$isPending || !isConfirmed($pending)) {
        closed(409);
    }
    carryOut($pending['content']);
}

function carryOut(string $content): never
{
    session_start();
    // A real shop has a table for it.
    $_SESSION['sent'] = [json_decode($content, true), ...($_SESSION['sent'] ?? [])];
    unset($_SESSION['pending']);
    session_write_close();
    redirect('/transfer');
}

/** A path of this shop, and of no other host. */
function ownPath(string $path): string
{
    return preg_match('~^/(?![/\\\\])[^\x00-\x20]*$~D', $path) ? $path : '/';
}
