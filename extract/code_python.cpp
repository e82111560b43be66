#include <array>

#include "extract/code_calls.h"
#include "extract/code_readers.h"

namespace agentops::extract {

namespace {

constexpr auto functions = std::to_array<KnownFunction>({
    {"subprocess.run", Argument::Commands},
    {"subprocess.call", Argument::Commands},
    {"subprocess.check_call", Argument::Commands},
    {"subprocess.check_output", Argument::Commands},
    {"subprocess.Popen", Argument::Commands},
    {"subprocess.getoutput", Argument::Commands},
    {"Popen", Argument::Commands},
    {"check_output", Argument::Commands},
    {"check_call", Argument::Commands},
    {"os.system", Argument::Commands},
    {"os.popen", Argument::Commands},
    {"asyncio.create_subprocess_exec", Argument::Program},
    {"asyncio.create_subprocess_shell", Argument::Commands},
    {"shutil.which", Argument::Program},
    {"which", Argument::Program},
    {"run", Argument::UsualCommand},
    {"run_command", Argument::UsualCommand},
    {"run_cmd", Argument::UsualCommand},
    {"os.getenv", Argument::Variable},
    {"getenv", Argument::Variable},
    {"os.environ.get", Argument::Variable},
    {"os.environ.setdefault", Argument::Variable},
    {"os.environ.pop", Argument::Variable},
    {"environ.get", Argument::Variable},
    {"env.get", Argument::Variable},
    {"os.putenv", Argument::Variable},
    {".setenv", Argument::Variable},
    {"open", Argument::File},
    {"Path", Argument::File},
    {"pathlib.Path", Argument::File},
    {"os.path.exists", Argument::File},
    {"pd.read_csv", Argument::File},
    {"pd.read_json", Argument::File},
    {"pd.read_excel", Argument::File},
});

constexpr auto environments = std::to_array<std::string_view>({"os.environ", "environ"});

}  // namespace

void read_python(std::string_view code, CodeFacts& facts) {
  // What is looked for is spelled out; most pieces of Python hold none of it, and then need no parser.
  const auto has = [&](std::string_view word) { return code.find(word) != std::string_view::npos; };
  if (has("environ") || has("etenv(") || has("putenv(") || has("env.get(") || has("BaseSettings") ||
      has("subprocess") || has("Popen") || has("os.system") || has("os.popen") || has("open(") ||
      has("Path(") || has("which(") || has("run([") || has("run(\"") || has("run('") || has("run(f") ||
      has("run_c") || has("pd.read_") || has("os.path.exists"))
    read_calls({Language::Python, functions, environments}, code, facts);
  read_hosts(code, "#", facts);
}

}  // namespace agentops::extract
