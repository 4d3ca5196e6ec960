<?php

// Everything of this shop that concerns Latchkey.

declare(strict_types=1);

/** Who is signed in. Never the session’s id, which is the cookie: a hash of it. */
function visitor(): ?array
{
    $session = hash('sha256', (string) session_id());
    return isset($_SESSION['user']) ? [...$_SESSION['user'], 'session' => $session] : null;
}

/** Answers /latchkey/who: tells Latchkey, and nobody else, who is signed in. */
function who(): void
{
    $sent = $_SERVER['HTTP_LATCHKEY_KEY'] ?? '';
    if ($sent === '' || !hash_equals((string) getenv('WHO_KEY'), $sent)) {
        http_response_code(403);
    } elseif ($user = visitor()) {
        header('Content-Type: application/json');
        echo json_encode($user, JSON_THROW_ON_ERROR);
    } else {
        http_response_code(204);
    }
}

/** Ends the request unless the visitor has proved the second factor. */
function gate(): void
{
    $answer = ask('sessions/verify', asker());
    if ($answer === null) {
        closed(503);
    } elseif (!$answer['active'] && $_SERVER['REQUEST_METHOD'] !== 'GET') {
        closed(403);
    } elseif (!$answer['active']) {
        redirect('/security/mfa?next=' . rawurlencode($_SERVER['REQUEST_URI']));
    }
}

/** Ends Latchkey’s session with that of the shop. */
function endSession(): void
{
    if ($user = visitor()) {
        ask('sessions/end', ['session' => $user['session']]);
    }
}

/** Asks whether an action has to be confirmed, and where. */
function confirm(array $about): ?array
{
    return ask('confirmations', [...$about, ...asker()]);
}

/** Uses up the confirmation of an action with exactly this content, once. */
function isConfirmed(array $about): bool
{
    return ask('confirmations/consume', [...$about, ...asker()]) !== null;
}

function asker(): array
{
    return ['cookie' => $_SERVER['HTTP_COOKIE'] ?? '', 'visitor' => visitor()];
}

/** The answer, or null if there is none or Latchkey refuses. */
function ask(string $path, array $question): ?array
{
    $headers = ['Authorization: Bearer ' . getenv('APPLICATION_KEY'), 'Content-Type: application/json'];
    $http = ['method' => 'POST', 'header' => $headers, 'content' => json_encode($question), 'timeout' => 5];
    $context = stream_context_create(['http' => $http]);
    $answer = @file_get_contents(getenv('LATCHKEY') . "/api/v1/$path", false, $context);
    if ($answer === false) {
        error_log("Latchkey: $path: " . (error_get_last()['message'] ?? ''));
        return null;
    }
    return $answer === '' ? [] : json_decode($answer, true);
}
