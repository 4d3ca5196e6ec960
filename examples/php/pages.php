<?php

declare(strict_types=1);

/** Shows a page: templates/NAME.php in the frame, with these variables. */
function page(string $name, array $variables = []): void
{
    extract($variables);
    $user = $_SESSION['user']['name'] ?? null;
    ob_start();
    require __DIR__ . "/templates/$name.php";
    $main = ob_get_clean();
    require __DIR__ . '/templates/frame.php';
}

/** Ends the request with a page that says why there is nothing. */
function closed(int $status): never
{
    http_response_code($status);
    page('closed', ['status' => $status]);
    exit;
}

function redirect(string $location): never
{
    header("Location: $location", true, 303);
    exit;
}

function escape(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES);
}
