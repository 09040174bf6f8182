<?php
// Where the workspace's contacts are, and the token to read them with.
$config = json_decode(file_get_contents(trim(shell_exec("cfw path"))), true);
$name = getenv("CLICKFUNNELS_PROFILE") ?: $config["current"];
$profile = $config["profiles"][$name] ?? throw new Exception("There is no profile $name.");
$token = getenv("CLICKFUNNELS_API_TOKEN") ?: $profile["token"]
    ?? trim(shell_exec("cfw token --profile " . escapeshellarg($name)));
echo "{$profile["api_url"]}/workspaces/{$profile["workspace"]["id"]}/contacts\n";
