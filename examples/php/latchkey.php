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
    $isActive = ($answer['active'] ?? null) === true;
    if ($answer === null) {
        closed(503);
    } elseif (!$isActive && !in_array($_SERVER['REQUEST_METHOD'], ['GET', 'HEAD'], true)) {
        closed(403);
    } elseif (!$isActive) {
        redirect('/security/mfa?next=' . rawurlencode($_SERVER['REQUEST_URI']));
    }
}

/** Ends Latchkey’s session with that of the shop. */
function endSession(): void
{
    if ($user = visitor()) {
        ask('sessions/end', ['session' => $user['session']], 204);
    }
}

/** Asks whether an action has to be confirmed, and where. */
function confirm(array $about): ?array
{
    return ask('confirmations', [...$about, ...asker()]);
}

/** Uses up the confirmation of an action with exactly this content, once: the visitor’s own, and of this action. Any other answer isn’t one. */
function isConfirmed(array $about): bool
{
    $answer = ask('confirmations/consume', [...$about, ...asker()]);
    return [$answer['action'] ?? null, $answer['user_id'] ?? null] === [$about['action'], visitor()['id']];
}

function asker(): array
{
    return ['cookie' => $_SERVER['HTTP_COOKIE'] ?? '', 'visitor' => visitor()];
}

/** The members of the answer, or null if there is none or it isn’t the expected one. */
function ask(string $path, array $question, int $expected = 200): ?array
{
    $headers = ['Authorization: Bearer ' . getenv('APPLICATION_KEY'), 'Content-Type: application/json'];
    $how = ['method' => 'POST', 'header' => $headers, 'timeout' => 5, 'follow_location' => 0, 'ignore_errors' => true];
    $context = stream_context_create(['http' => [...$how, 'content' => json_encode($question)]]);
    $answer = @file_get_contents(getenv('LATCHKEY') . "/api/v1/$path", false, $context);
    if ($answer === false || !preg_match("~^HTTP/1\\.[01] $expected( |$)~", $http_response_header[0] ?? '')) {
        error_log("Latchkey: $path: " . ($answer ?: error_get_last()['message'] ?? 'no answer'));
        return null;
    }
    return is_array($members = json_decode($answer, true)) ? $members : null;
}
