# Where the workspace's contacts are, and the token to read them with. Needs jq.
config=$(cfw path)
name=${CLICKFUNNELS_PROFILE:-$(jq -r '.current // ""' "$config")}
get() { jq -er --arg name "$name" ".profiles[\$name]$1" "$config"; }
url=$(get .api_url) || { echo "There is no profile '$name' in $config." >&2; exit 3; }
token=${CLICKFUNNELS_API_TOKEN:-$(get .token || cfw token --profile "$name")}
echo "$url/workspaces/$(get .workspace.id)/contacts"
