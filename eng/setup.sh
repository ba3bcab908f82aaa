# Sourced by ./demo and .ci/run. Finds what the programs need, or installs what a fresh Debian machine lacks; whatever is there is left alone.

DOTNET_CHANNEL=10.0
NODE_MAJOR=20
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export HOME="${HOME:-$(mktemp -d)}"

say() { printf '%s\n' "$*" >&2; }

# Runs a command as root, by sudo when need be and possible.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

# Installs Debian packages; the package lists are read once.
apt_install() {
  command -v apt-get >/dev/null || return 1
  if [ -z "${APT_LISTS_READ:-}" ]; then
    as_root apt-get update -qq </dev/null >/dev/null 2>&1 || return 1
    APT_LISTS_READ=1
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

has_dotnet() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep "^${DOTNET_CHANNEL%%.*}\." >/dev/null; }

# The .NET SDK: from PATH, from ~/.dotnet, from a Debian package source that has it, else by Microsoft's own script into ~/.dotnet.
ensure_dotnet() {
  has_dotnet && return 0
  if [ -x "$HOME/.dotnet/dotnet" ]; then
    export DOTNET_ROOT="$HOME/.dotnet" PATH="$HOME/.dotnet:$PATH"
    has_dotnet && return 0
  fi
  say "the .NET SDK $DOTNET_CHANNEL is not here; installing it (once, a few minutes)"
  apt_install "dotnet-sdk-$DOTNET_CHANNEL" && has_dotnet && return 0
  command -v curl >/dev/null || apt_install curl ca-certificates || true
  ldconfig -p 2>/dev/null | grep 'libssl\.so\.3' >/dev/null || apt_install libssl3 || true
  ldconfig -p 2>/dev/null | grep 'libicuuc\.so' >/dev/null || apt_install libicu72 || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  local script
  script="$(mktemp)"
  if curl -fsSL --max-time 60 https://dot.net/v1/dotnet-install.sh -o "$script" 2>/dev/null; then
    bash "$script" --channel "$DOTNET_CHANNEL" --install-dir "$HOME/.dotnet" --no-path </dev/null >/dev/null 2>&1 || true
    export DOTNET_ROOT="$HOME/.dotnet" PATH="$HOME/.dotnet:$PATH"
  fi
  rm -f "$script"
  has_dotnet && return 0
  say "the .NET SDK $DOTNET_CHANNEL is needed and could not be installed: install the package dotnet-sdk-$DOTNET_CHANNEL and start again"
  return 1
}

node_major() { node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p'; }

# Node.js and npm: for the tests that let programs of other people check ours. Without them those tests are skipped.
ensure_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    say "Node.js or npm is not here; installing them"
    apt_install nodejs npm || apt_install nodejs || true
  fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    say "Node.js $NODE_MAJOR and npm could not be installed: the tests with npm clients will be skipped"
  elif [ "$(node_major)" -lt "$NODE_MAJOR" ]; then
    say "Node.js $(node --version) is older than $NODE_MAJOR: the tests with npm clients may fail"
  fi
}
