#pragma once

/// The readers of single languages behind extract/code.h. Each adds what `code` uses to `facts`.
///
///   read_shell("kubectl get pods", facts)  ->  facts.programs {"kubectl"}

#include <string_view>
#include <vector>

#include "extract/code.h"

namespace agentops::extract {

void read_shell(std::string_view code, CodeFacts& facts);
void read_python(std::string_view code, CodeFacts& facts);
void read_javascript(std::string_view code, CodeFacts& facts);
void read_typescript(std::string_view code, CodeFacts& facts);
void read_go(std::string_view code, CodeFacts& facts);
void read_json_code(std::string_view code, CodeFacts& facts);
void read_yaml_code(std::string_view code, CodeFacts& facts);
void read_toml_code(std::string_view code, CodeFacts& facts);

/// One call of a program as a shell sees it: its name and arguments without quotes. Programs that run others
/// (`sudo`, `xargs`, `uv run`) name those too.
void read_call(std::string_view name, const std::vector<std::string_view>& arguments, CodeFacts& facts);

/// Adds the hosts of all URLs in `code`; lines that begin with `comment` are left out, and those that name a
/// notation (`$schema`, `xmlns`).
void read_hosts(std::string_view code, std::string_view comment, CodeFacts& facts);

/// The program in a first line `#!/usr/bin/env NAME`.
void read_interpreter(std::string_view code, CodeFacts& facts);

/// Variables by the spellings of languages that have no grammar here: getenv("X"), ENV["X"], $env:X.
void read_variables(std::string_view code, CodeFacts& facts);

/// Variables that configuration takes from outside: ${NAME}, ${NAME:-x}, ${env:NAME}, ${{ env.NAME }}.
void read_expansions(std::string_view code, CodeFacts& facts);

}  // namespace agentops::extract
