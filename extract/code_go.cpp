#include <array>

#include "extract/code_calls.h"
#include "extract/code_readers.h"

namespace agentops::extract {

namespace {

constexpr auto functions = std::to_array<KnownFunction>({
    {"exec.Command", Argument::Program},
    {"exec.LookPath", Argument::Program},
    {"exec.CommandContext", Argument::SecondProgram},
    {"os.Getenv", Argument::Variable},
    {"os.LookupEnv", Argument::Variable},
    {"os.Setenv", Argument::Variable},
    {"os.Unsetenv", Argument::Variable},
    {".Setenv", Argument::Variable},
    {"os.Open", Argument::File},
    {"os.OpenFile", Argument::File},
    {"os.Create", Argument::File},
    {"os.ReadFile", Argument::File},
    {"os.WriteFile", Argument::File},
    {"os.Stat", Argument::File},
    {"ioutil.ReadFile", Argument::File},
    {"ioutil.WriteFile", Argument::File},
});

}  // namespace

void read_go(std::string_view code, CodeFacts& facts) {
  const auto has = [&](std::string_view word) { return code.find(word) != std::string_view::npos; };
  if (has("exec.") || has("os.") || has("env(") || has("ioutil."))
    read_calls({Language::Go, functions, {}}, code, facts);
  read_hosts(code, "//", facts);
}

}  // namespace agentops::extract
