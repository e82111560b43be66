#pragma once

/// What a piece of code needs around it: programs, files, environment variables, hosts. The only door to
/// tree-sitter (bash, python, json, yaml, javascript, typescript, go, toml).
///
///   ```bash
///   kubectl apply -k overlays/prod     ->  programs {"kubectl"}, files {"overlays/prod"}
///   ```
///
/// Broken code gives what it can. A block over 256 KiB, or one that takes the parser more than a fixed number
/// of operations, gives nothing: the limit counts operations and not time, so equal input gives equal output.
/// Safe on any thread.

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace agentops::extract {

enum class Language : unsigned char {
  Shell,
  Console,  ///< commands behind prompts, and what they print
  Python,
  Json,
  Yaml,
  JavaScript,
  TypeScript,
  Go,
  Toml,
  Settings,    ///< NAME=value on each line, as in .env
  OtherShell,  ///< PowerShell and the like: only commands that everybody knows
  Other,       ///< any other text: URLs, and the usual ways to read a variable
};

/// Facts of all code blocks of one document together.
struct CodeFacts {
  std::set<std::string, std::less<>> programs;
  std::set<std::string, std::less<>> files;
  std::set<std::string, std::less<>> env;
  std::set<std::string, std::less<>> hosts;
  std::set<std::string, std::less<>>
      locals;  ///< variables that the code itself assigns: no part of its environment
};

/// The language of a fence: by its info word, or, when it has none, guessed where the text plainly is
/// commands or JSON. Commands in a fence that says Python are still commands.
[[nodiscard]] Language language_of(std::string_view info, std::string_view code);

/// The language of a script, by the suffix of its name or, without one, by its first line; nothing for other
/// files ("notes.md", "data.json").
[[nodiscard]] std::optional<Language> language_of_script(std::string_view path, std::string_view code);

/// Adds what `code` uses to `facts`. `code` may be indented as in a list and may hold `$ ` prompts.
void read_code(Language language, std::string_view code, CodeFacts& facts);

}  // namespace agentops::extract
