// JavaScript and TypeScript: the same calls, two grammars.

#include <array>

#include "extract/code_calls.h"
#include "extract/code_readers.h"

namespace agentops::extract {

namespace {

constexpr auto functions = std::to_array<KnownFunction>({
    {"exec", Argument::Commands},
    {"child_process.exec", Argument::Commands},
    {"cp.exec", Argument::Commands},
    {"shell.exec", Argument::Commands},
    {"execAsync", Argument::Commands},
    {"execPromise", Argument::Commands},
    {"execSync", Argument::Commands},
    {".execSync", Argument::Commands},
    {"execaCommand", Argument::Commands},
    {"execaCommandSync", Argument::Commands},
    {"$", Argument::UsualCommand},
    {"Bun.$", Argument::Commands},
    {"spawn", Argument::Program},
    {"child_process.spawn", Argument::Program},
    {"cp.spawn", Argument::Program},
    {"spawnSync", Argument::Program},
    {".spawnSync", Argument::Program},
    {"execFile", Argument::Program},
    {"execFileAsync", Argument::Program},
    {".execFile", Argument::Program},
    {"execFileSync", Argument::Program},
    {".execFileSync", Argument::Program},
    {"execa", Argument::Program},
    {"execaSync", Argument::Program},
    {"Bun.spawn", Argument::Program},
    {"Deno.Command", Argument::Program},
    {"Deno.env.get", Argument::Variable},
    {"fs.readFile", Argument::File},
    {"fs.readFileSync", Argument::File},
    {"fs.writeFile", Argument::File},
    {"fs.writeFileSync", Argument::File},
    {"fs.existsSync", Argument::File},
    {"fs.createReadStream", Argument::File},
    {"fs.createWriteStream", Argument::File},
    {"fs.promises.readFile", Argument::File},
    {"fs.promises.writeFile", Argument::File},
    {"readFile", Argument::File},
    {"readFileSync", Argument::File},
    {"writeFile", Argument::File},
    {"writeFileSync", Argument::File},
    {"existsSync", Argument::File},
    {"createReadStream", Argument::File},
    {"createWriteStream", Argument::File},
    {"Bun.file", Argument::File},
    {"Bun.write", Argument::File},
    {"Deno.readTextFile", Argument::File},
    {"Deno.writeTextFile", Argument::File},
});

constexpr auto environments =
    std::to_array<std::string_view>({"process.env", "import.meta.env", "Bun.env", "$env"});

void read(Language language, std::string_view code, CodeFacts& facts) {
  const auto has = [&](std::string_view word) { return code.find(word) != std::string_view::npos; };
  if (has("process.env") || has("meta.env") || has("$env.") || has("Bun.") || has("Deno.") || has("exec(") ||
      has("execS") || has("execF") || has("execA") || has("execP") || has("execa") || has("spawn") ||
      has("readFile") || has("writeFile") || has("existsSync") || has("$`") || has("Stream("))
    read_calls({language, functions, environments}, code, facts);
  read_hosts(code, "//", facts);
}

}  // namespace

void read_javascript(std::string_view code, CodeFacts& facts) { read(Language::JavaScript, code, facts); }

void read_typescript(std::string_view code, CodeFacts& facts) { read(Language::TypeScript, code, facts); }

}  // namespace agentops::extract
