#include "extract/code.h"

#include <string>

#include <gmock/gmock.h>

namespace agentops::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CodeFacts facts_of(Language language, std::string_view code) {
  CodeFacts facts;
  read_code(language, code, facts);
  return facts;
}

TEST(ShellCode, NamesThePrograms) {
  struct Row {
    std::string_view code;
    std::set<std::string, std::less<>> programs;
  };
  const Row rows[] = {
      {"kubectl apply -k overlays/prod | jq .items", {"jq", "kubectl"}},
      {"cd /tmp && echo hi && export A=1", {}},
      {"sudo -E systemctl restart app", {"sudo", "systemctl"}},
      {"find . -name '*.md' | xargs grep -l x", {"find", "grep", "xargs"}},
      {"OUT=$(git rev-parse HEAD)\nfor f in *.md; do wc -l \"$f\"; done", {"git", "wc"}},
      {"deploy() { helm upgrade x; }\ndeploy prod", {"helm"}},
      {"kubectl get pods -n <namespace> --context <ctx>", {"kubectl"}},
      {"./scripts/run.sh --fast", {}},
      {"/deploy-infra prod", {}},
      {"Use the tool like this", {}},
      {"/usr/bin/python3 x.py", {"python3"}},
      {"if [ -f x ]; then docker build .\n", {"docker"}},  // not closed
  };
  for (const auto& row : rows)
    EXPECT_EQ(facts_of(Language::Shell, row.code).programs, row.programs) << row.code;
}

TEST(ShellCode, TellsFilesFromOtherArguments) {
  const auto facts = facts_of(
      Language::Shell,
      "kubectl apply -k overlays/prod -f ./base/x.yaml > out/log.txt\n./scripts/run.sh\ngit checkout origin/main\n"
      "nmap 10.0.0.0/24\ndocker pull org/image:1.2\ncurl https://ci.example.com/x -o /dev/null\ngit add README.md <path/to/file.md>\n");
  EXPECT_THAT(facts.files,
              ElementsAre("README.md", "base/x.yaml", "out/log.txt", "overlays/prod", "scripts/run.sh"));
  EXPECT_THAT(facts.hosts, ElementsAre("ci.example.com"));
}

TEST(ShellCode, KnowsVariablesOfTheEnvironmentFromItsOwn) {
  const auto facts = facts_of(
      Language::Shell,
      "OUT=x\necho $OUT $HOME ${API_TOKEN:?} $1 $ARGUMENTS ${lower}\nexport KUBECONFIG=~/k\nLOG=1 make\nREGION=${REGION:-eu}\necho $REGION\n");
  EXPECT_THAT(facts.env, ElementsAre("API_TOKEN", "HOME", "KUBECONFIG", "LOG", "REGION"));
}

TEST(ShellCode, InAConsoleIsWhatStandsBehindPrompts) {
  EXPECT_THAT(
      facts_of(Language::Console, "  $ terraform plan \\\n      -out x\n  Plan: 3 to add\n  rm is not run\n")
          .programs,
      ElementsAre("terraform"));
}

TEST(PythonCode, NamesProgramsVariablesAndFiles) {
  const auto facts = facts_of(
      Language::Python,
      "import os, subprocess\nsubprocess.run(['git', 'status'])\nos.system('tar xf a.tgz')\nkey = os.environ['API_KEY']\n"
      "x = os.getenv(\"REGION\", 'eu')\nopen('data/in.csv')\nurl = 'https://api.example.com/v1'  # https://docs.example.com\nprint('ls')\n");
  EXPECT_THAT(facts.programs, ElementsAre("git", "tar"));
  EXPECT_THAT(facts.env, ElementsAre("API_KEY", "REGION"));
  EXPECT_THAT(facts.files, testing::Contains("data/in.csv"));
  EXPECT_THAT(facts.hosts, testing::Contains("api.example.com"));
}

TEST(DataCode, NamesWhatItRunsAndNeeds) {
  const auto json = facts_of(
      Language::Json,
      R"({"$schema": "https://schema.example.com", "hooks": [{"command": "npx prettier \"$FILE\""}], "env": {"API_KEY": "x"}, "url": "https://mcp.example.com/x"})");
  EXPECT_THAT(json.programs, ElementsAre("npx", "prettier"));
  EXPECT_THAT(json.env, ElementsAre("API_KEY", "FILE"));
  const auto yaml = facts_of(
      Language::Yaml,
      "steps:\n  - run: |\n      npm ci\n      npm test\n    env:\n      CI_TOKEN: x\nscript:\n  - make all\n");
  EXPECT_THAT(yaml.programs, ElementsAre("make", "npm"));
  EXPECT_THAT(yaml.env, ElementsAre("CI_TOKEN"));
}

TEST(DataCode, FillsTemplatesAndReadsScriptsOfOtherLanguages) {
  const auto filled = facts_of(Language::Yaml,
                               "run: |\n  IMAGE=app:${{ github.sha }}\n  docker push $IMAGE\n"
                               "  kubectl set image ${{ inputs.name }} $TARGET\n"
                               "  ${{ inputs.program }} x; curl https://${{ inputs.name }}.example.com/\n");
  EXPECT_THAT(filled.programs, ElementsAre("curl", "docker", "kubectl"));
  EXPECT_THAT(filled.env, ElementsAre("TARGET"));
  EXPECT_THAT(filled.hosts, IsEmpty());
  const auto script =
      facts_of(Language::Yaml, "script: |\n  const key = process.env.API_KEY;\n  await github.rest.x({});\n");
  EXPECT_THAT(script.programs, IsEmpty());
  EXPECT_THAT(script.env, ElementsAre("API_KEY"));
  EXPECT_THAT(facts_of(Language::Toml, "env_vars = [\"API_KEY\", \"not this\"]\n").env,
              ElementsAre("API_KEY"));
}

TEST(FenceLanguage, IsGuessedOnlyWhereItIsPlain) {
  EXPECT_EQ(language_of("", "git status\nnpm test\n"), Language::Shell);
  EXPECT_EQ(language_of("", "$ foo bar\noutput\n$ git x\n"), Language::Console);
  EXPECT_EQ(language_of("", "Dear team,\nplease look at git.\n"), Language::Other);
  EXPECT_EQ(language_of("", ""), Language::Other);
  EXPECT_EQ(language_of("typescript", "git status"), Language::TypeScript);
  EXPECT_EQ(language_of("bash", "$ ls\nx\n"), Language::Console);
}

TEST(Code, OfProgramsThatRunProgramsIsFollowedAFewSteps) {
  for (const std::string_view part : {"find -exec ", "sudo ", "env time "}) {
    std::string code;
    while (code.size() < 100'000) code += part;
    EXPECT_FALSE(facts_of(Language::Shell, code + "ls").programs.contains("ls")) << part;
  }
  EXPECT_TRUE(facts_of(Language::TypeScript, std::string(60'000, '<') + "\nprocess.env.KEY").env.empty());
}

TEST(Code, ThatCostsTooMuchGivesNothing) {
  for (const std::string_view part : {"${", "(", "<<", "|", "[["}) {
    std::string code = "ls\n";
    while (code.size() < 100'000) code += part;
    (void)facts_of(Language::Shell, code);
  }
  EXPECT_THAT(facts_of(Language::Shell, "ls\n" + std::string(300'000, ' ')).programs, IsEmpty());
}

TEST(Code, IndentedDeeperThanAGrammarRemembersIsReadAllTheSame) {
  const auto steps = [](std::string_view opening, std::size_t depth) {
    std::string code;
    for (std::size_t level = 0; level < depth; ++level)
      code += std::string(level, ' ') + std::string(opening) + "\n";
    return code;
  };
  std::string dashes = "env:\n";
  for (int i = 0; i < 400; ++i) dashes += "- ";
  (void)facts_of(Language::Yaml, dashes + "x\n");
  (void)facts_of(Language::Yaml, steps("- env:", 300));
  (void)facts_of(Language::Python, steps("if 1:", 600) + std::string(600, ' ') + "pass\n");
  EXPECT_THAT(facts_of(Language::Shell, "git status").programs, ElementsAre("git"));
}

// Each list was read as commands with all that is below it.
TEST(Yaml, ReadsListsInListsOfCommandsOnce) {
  std::string code;
  for (std::size_t level = 0; level < 95; ++level) code += std::string(2 * level, ' ') + "- run:\n";
  code += std::string(190, ' ') + "- git status\n";
  for (int line = 0; line < 3000; ++line) code += std::string(190, ' ') + "- make all\n";
  code = "run:\n" + code;
  EXPECT_THAT(facts_of(Language::Yaml, code.substr(0, 250'000)).programs, ElementsAre("git", "make"));
  EXPECT_THAT(
      facts_of(Language::Yaml, "steps:\n  - run: helm list\nrun:\n  - name: x\n    run: jq .\n").programs,
      ElementsAre("helm", "jq"));
}

}  // namespace
}  // namespace agentops::extract
