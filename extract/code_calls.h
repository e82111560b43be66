#pragma once

/// Programs, files and variables that a language reaches by calling functions: one walk over the parsed code,
/// one table of functions per language.
///
///   subprocess.run(["git", "status"])   ->  programs {"git"}
///   process.env.API_KEY                 ->  env {"API_KEY"}

#include <cstdint>
#include <span>
#include <string_view>

#include "extract/code.h"

namespace agentops::extract {

/// What an argument of a known function says, when it is written out.
enum class Argument : std::uint8_t {
  Variable,       ///< the first names a variable of the environment
  File,           ///< the first is a path
  Program,        ///< the first is a program, or a list that begins with one
  Commands,       ///< the first is a line for the shell, or a list that begins with a program
  UsualCommand,   ///< the same for functions that may be anybody's: only commands that everybody knows
  SecondProgram,  ///< the second is a program
};

struct KnownFunction {
  std::string_view name;  ///< as it is written; ".name" is a method of whatever
  Argument argument{};
};

struct CallTable {
  Language language{};
  std::span<const KnownFunction> functions;
  std::span<const std::string_view> environments;  ///< maps of all variables: os.environ, process.env
};

void read_calls(const CallTable& table, std::string_view code, CodeFacts& facts);

}  // namespace agentops::extract
