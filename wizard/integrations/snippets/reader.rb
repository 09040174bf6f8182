# Where the workspace's contacts are, and the token to read them with.
require "json"
config = JSON.parse(File.read(`cfw path`.chomp, encoding: "UTF-8"))
set = ->(name) { ENV[name] unless ENV[name].to_s.empty? }
name = set["CLICKFUNNELS_PROFILE"] || config["current"]
profile = config["profiles"][name] or abort "There is no profile #{name}."
token = set["CLICKFUNNELS_API_TOKEN"] || profile["token"] || IO.popen(["cfw", "token", "--profile", name], &:read).chomp
puts "#{profile["api_url"]}/workspaces/#{profile["workspace"]["id"]}/contacts"
