// Where the workspace's contacts are, and the token to read them with.
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const cfw = (...words) => execFileSync("cfw", words, { encoding: "utf8" }).trim();
const config = JSON.parse(readFileSync(cfw("path"), "utf8"));
const name = process.env.CLICKFUNNELS_PROFILE || config.current;
const profile = config.profiles[name];
if (!profile) throw new Error(`There is no profile ${name}.`);
const token = process.env.CLICKFUNNELS_API_TOKEN || profile.token || cfw("token", "--profile", name);
console.log(`${profile.api_url}/workspaces/${profile.workspace.id}/contacts`);
