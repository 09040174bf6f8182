// Where the workspace's contacts are, and the token to read them with.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"strings"
)

type config struct {
	Current  string
	Profiles map[string]struct {
		Token     *string
		ApiUrl    string `json:"api_url"`
		Workspace struct{ Id int64 }
	}
}

func cfw(words ...string) string {
	out, err := exec.Command("cfw", words...).Output()
	if err != nil {
		log.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func main() {
	data, err := os.ReadFile(cfw("path"))
	if err != nil {
		log.Fatal(err)
	}
	var saved config
	if err := json.Unmarshal(data, &saved); err != nil {
		log.Fatal(err)
	}
	name := os.Getenv("CLICKFUNNELS_PROFILE")
	if name == "" {
		name = saved.Current
	}
	profile, found := saved.Profiles[name]
	if !found {
		log.Fatalf("There is no profile %s.", name)
	}
	token := os.Getenv("CLICKFUNNELS_API_TOKEN")
	if token == "" && profile.Token != nil {
		token = *profile.Token
	} else if token == "" {
		token = cfw("token", "--profile", name)
	}
	fmt.Printf("%s/workspaces/%d/contacts\n", profile.ApiUrl, profile.Workspace.Id)
	_ = token // for the header "Authorization: Bearer ..."
}
