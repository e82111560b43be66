// What a careful reader lists for a code fence: invented fences in the shapes that real ones have. How well
// the same reading does on fences of strangers is measured by bench/uses.py.

#include <gtest/gtest.h>

#include "extract/code.h"

namespace agentops::extract {
namespace {

using Words = std::set<std::string, std::less<>>;

struct Row {
  std::string_view language;
  std::string_view code;
  Words programs = {};
  Words env = {};
  Words hosts = {};
};

void expect_facts(const Row& row) {
  CodeFacts facts;
  read_code(language_of(row.language, row.code), row.code, facts);
  EXPECT_EQ(facts.programs, row.programs) << row.code;
  EXPECT_EQ(facts.env, row.env) << row.code;
  EXPECT_EQ(facts.hosts, row.hosts) << row.code;
}

TEST(Fences, OfShellCommands) {
  const Row rows[] = {
      {"bash", "# list them\nkubectl get pods -n <namespace>\nkubectl logs -f <pod>", {"kubectl"}},
      {"bash",
       "docker build -t shop:dev . && docker run -e STAGE=dev -e TOKEN shop:dev",
       {"docker"},
       {"STAGE", "TOKEN"}},
      {"bash", "docker pull registry.acme.dev/team/api:1.2", {"docker"}, {}, {"registry.acme.dev"}},
      {"bash", "curl -fsSL https://get.acme.dev/install.sh | sh", {"curl", "sh"}, {}, {"get.acme.dev"}},
      {"bash", "curl acme.dev/ping", {"curl"}, {}, {"acme.dev"}},
      {"bash", "ssh deploy@web1.acme.dev 'systemctl restart shop'", {"ssh"}, {}, {"web1.acme.dev"}},
      {"bash", "git clone git@code.acme.dev:team/shop.git\ncd shop", {"git"}, {}, {"code.acme.dev"}},
      {"bash", "go install code.acme.dev/tools/lint@latest", {"go"}, {}, {"code.acme.dev"}},
      {"bash", "sudo -u postgres psql -c 'select 1'", {"psql", "sudo"}},
      {"bash", "sudo LD_LIBRARY_PATH=/opt/x ldconfig", {"ldconfig", "sudo"}, {"LD_LIBRARY_PATH"}},
      {"bash", "nohup env STAGE=dev node server.js &", {"env", "node", "nohup"}, {"STAGE"}},
      {"bash", "uv run --extra dev ruff check src", {"ruff", "uv"}},
      {"bash", "poetry run pytest -q\npoetry install", {"poetry", "pytest"}},
      {"bash", "npx -y prettier --write .", {"npx", "prettier"}},
      {"bash", "npm run build -- --prod", {"npm"}},
      {"bash", "find . -name '*.tmp' -exec shred -u {} \\;", {"find", "shred"}},
      {"bash",
       "git ls-files | xargs -n 1 wc -l | sort -rn | head -5",
       {"git", "head", "sort", "wc", "xargs"}},
      {"bash", "bash -c 'npm ci && npm test'", {"bash", "npm"}},
      {"bash", "timeout 30 make smoke", {"make", "timeout"}},
      {"bash", "trap 'rm -rf \"$WORK\"' EXIT\nWORK=$(mktemp -d)", {"mktemp", "rm"}},
      {"bash", "for f in *.log; do gzip \"$f\"; done", {"gzip"}},
      {"bash",
       "check() { curl -sf \"$1\"; }\ncheck https://shop.acme.dev/health",
       {"curl"},
       {},
       {"shop.acme.dev"}},
      {"bash", "if ! command -v jq >/dev/null; then brew install jq; fi", {"brew", "jq"}},
      {"bash",
       "cat > run.sh <<'EOF'\n#!/bin/bash\nrsync -a out/ backup/\nEOF\nchmod +x run.sh",
       {"bash", "cat", "chmod", "rsync"}},
      {"bash", "python3 - <<'PY'\nimport os\nprint(os.environ['REGION'])\nPY", {"python3"}, {"REGION"}},
      {"bash",
       "#!/usr/bin/env bats\n@test \"prints\" {\n  run printf hi\n  [ \"$status\" -eq 0 ]\n  date\n}",
       {"bats", "date"}},
      {"bash", "./gradlew test\nscripts/run.sh --fast", {}},
      {"bash", "/deploy-shop prod\n/sc:plan \"x\" --deep", {}},
      {"bash", "/assets/mcps/shop.json", {}},
      {"bash", "make lint / make test / tox", {"make"}},
      {"bash", "client = connect()\nprint(\"ready\")\nfeat(auth)\nelse ls", {}},
      {"bash", "kubectl apply -f - <<EOF\nkind: Pod\nEOF", {"kubectl"}},
      {"bash", "kubectl label ns shop pod.policy.acme.dev/enforce=strict", {"kubectl"}},
      {"sh", "$ helm list\nNAME  REVISION\nshop  3\n$ helm rollback shop 2", {"helm"}},
      {"console", "$ terraform plan -out plan.bin\nPlan: 3 to add, rm nothing", {"terraform"}},
      {"powershell", "pip install tox\n$env:STAGE = 'dev'\nWrite-Host $HOME", {"pip"}, {"STAGE"}},
      {"powershell", "git clone https://code.acme.dev/shop.git C:\\shop", {"git"}, {}, {"code.acme.dev"}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(Fences, OfVariablesInAShell) {
  const Row rows[] = {
      {"bash", "export KUBECONFIG=~/.kube/dev\nkubectl get ns", {"kubectl"}, {"KUBECONFIG"}},
      {"bash", "OUT=report.txt\nwc -l \"$OUT\"", {"wc"}},
      {"bash", "rm -f \"$PID_FILE\" \"${STATE_DIR}/log\"", {"rm"}, {"PID_FILE", "STATE_DIR"}},
      {"bash", "REGION=${REGION:-eu-1}\naws s3 ls --region $REGION", {"aws"}, {"REGION"}},
      {"bash", "npx wrangler secret put SHOP_KEY", {"npx", "wrangler"}, {"SHOP_KEY"}},
      {"bash", "unset HTTP_PROXY NO_PROXY", {}, {"HTTP_PROXY", "NO_PROXY"}},
      {"bash", "read -r ANSWER\necho \"$ANSWER $RANDOM $1 $@\"", {}},
      {"bash",
       "HEADERS=(-H \"Authorization: $SHOP_TOKEN\")\ncurl https://api.acme.dev \"${HEADERS[@]}\"",
       {"curl"},
       {"SHOP_TOKEN"},
       {"api.acme.dev"}},
      {"bash", "# .env, never committed\nSHOP_TOKEN=abc", {}, {"SHOP_TOKEN"}},
      {"",
       "STAGE=dev\nDB_URL=postgres://shop:x@db.acme.dev/shop\n# REDIS_URL=redis://cache:6379",
       {},
       {"DB_URL", "REDIS_URL", "STAGE"},
       {"db.acme.dev"}},
      {"dotenv", "APP_NAME=My Shop\nexport SECRET='x y'", {}, {"APP_NAME", "SECRET"}},
      {"bash", "echo \"SHOP_TOKEN=abc\" >> .env", {}, {"SHOP_TOKEN"}},
      {"bash", "echo \"TOTAL=$(ls | wc -l)\"", {"ls", "wc"}},
      {"bash", "tool -e API_KEY=x -m mod", {"tool"}, {"API_KEY"}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(Fences, OfPython) {
  const Row rows[] = {
      {"python", "import subprocess\nsubprocess.run(['git', 'log'], check=True)", {"git"}},
      {"python", "subprocess.check_output(f\"docker ps -q {name}\", shell=True)", {"docker"}},
      {"python", "cmd = ['terraform', 'plan']\nsubprocess.run(cmd)", {"terraform"}},
      {"python", "proc = await asyncio.create_subprocess_exec('ffmpeg', '-i', path)", {"ffmpeg"}},
      {"python", "if shutil.which('pandoc') is None: raise SystemExit", {"pandoc"}},
      {"python", "run('summarise this text')\nre.compile('x')", {}},
      {"python",
       "key = os.environ['SHOP_KEY']\nstage = os.getenv(\"STAGE\", 'dev')\nos.environ.setdefault('TZ', 'UTC')",
       {},
       {"SHOP_KEY", "STAGE", "TZ"}},
      {"python", "def test(monkeypatch):\n    monkeypatch.setenv('STAGE', 'ci')", {}, {"STAGE"}},
      {"python",
       "class Settings(BaseSettings):\n    SHOP_KEY: str\n    PORT: int = 80\n    name = 'x'",
       {},
       {"PORT", "SHOP_KEY"}},
      {"python",
       "class Settings(BaseSettings):\n    key: str = Field(alias=\"SHOP_KEY\")\n    other: str = Field(title=\"NAME\")",
       {},
       {"SHOP_KEY"}},
      {"python", "MAX_ROWS = 10\nrows = load(LIMIT_ROWS)", {}},
      {"python",
       "r = requests.get('https://api.acme.dev/v1')  # see the docs\n# https://docs.acme.dev",
       {},
       {},
       {"api.acme.dev"}},
      {"python",
       "client.connect('http://localhost:8080'); client.connect('https://your-host.example.com')",
       {}},
      {"python", "# start it\npython scripts/run.py --stage dev", {"python"}},
      {"python", "#!/usr/bin/env python3\nprint('ls -l')", {"python3"}},
      {"py", "def broken(:\n    os.system('tar xf a.tgz')\n", {"tar"}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(Fences, OfJavaScriptAndTypeScript) {
  const Row rows[] = {
      {"javascript",
       "const port = process.env.PORT || 80;\nlog(process.env['STAGE']);",
       {},
       {"PORT", "STAGE"}},
      {"js", "const { SHOP_KEY, REGION: region } = process.env;", {}, {"REGION", "SHOP_KEY"}},
      {"ts", "const url: string = import.meta.env.VITE_API_URL!;", {}, {"VITE_API_URL"}},
      {"typescript",
       "const pool = new Pool({ host: process.env.DB_HOST, port: parseInt(process.env.DB_PORT || \"1\") });",
       {},
       {"DB_HOST", "DB_PORT"}},
      {"javascript", "execSync(`git tag ${version}`);\nchild_process.exec('npm publish');", {"git", "npm"}},
      {"javascript", "/a(b)/.exec('git status'); query.exec('rm');", {}},
      {"ts",
       "const child = spawn('ffmpeg', ['-i', file]);\nawait execa('pnpm', ['build']);",
       {"ffmpeg", "pnpm"}},
      {"ts", "await $`docker compose up -d`;", {"docker"}},
      {"ts", "Deno.env.get('SHOP_KEY'); new Deno.Command('git', { args: [] });", {"git"}, {"SHOP_KEY"}},
      {"js",
       "await fetch('https://api.acme.dev/v2');\n// https://docs.acme.dev\nwindow.DEBUG = ENDPOINT;",
       {},
       {},
       {"api.acme.dev"}},
      {"tsx",
       "export const A = () => <a href=\"https://shop.acme.dev\">{process.env.LABEL}</a>;",
       {},
       {"LABEL"},
       {"shop.acme.dev"}},
      {"javascript", "{{ $env.SHOP_KEY }}", {}, {"SHOP_KEY"}},
      {"typescript", "await env.VECTORS.query(vec); env.KV.get('x');", {}},
      {"js", "const WS = 'ws://' + location.host;", {}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(Fences, OfGo) {
  const Row rows[] = {
      {"go",
       "cmd := exec.Command(\"git\", \"status\")\nctx := exec.CommandContext(ctx, `helm`, \"list\")",
       {"git", "helm"}},
      {"go",
       "key := os.Getenv(\"SHOP_KEY\")\nif v, ok := os.LookupEnv(\"STAGE\"); ok { use(v) }",
       {},
       {"SHOP_KEY", "STAGE"}},
      {"go",
       "import \"code.acme.dev/lib\"\nresp, err := http.Get(\"https://api.acme.dev\")",
       {},
       {},
       {"api.acme.dev"}},
      {"golang", "t.Setenv(\"TZ\", \"UTC\")", {}, {"TZ"}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(Fences, OfData) {
  const Row rows[] = {
      {"json",
       R"({"mcpServers": {"shop": {"command": "npx", "args": ["-y", "shop-mcp"], "env": {"SHOP_KEY": "${MY_KEY}"}}}})",
       {"npx", "shop-mcp"},
       {"MY_KEY", "SHOP_KEY"}},
      {"json",
       R"({"command": "cmd", "args": ["/c", "uvx", "--from", "git+https://code.acme.dev/x", "shop"]})",
       {"cmd", "shop", "uvx"},
       {},
       {"code.acme.dev"}},
      {"json",
       R"({"name": "shop", "scripts": {"build": "tsc -p .", "test": "vitest run", "start": "node dist"}})",
       {"node", "tsc", "vitest"}},
      {"json", R"({"command": "${TOOL_ROOT}/bin/serve"})", {}, {"TOOL_ROOT"}},
      {"json", R"({"buildCommand": "npm run build", "note": "npm is fine"})", {"npm"}},
      {"jsonc",
       "{\n  // https://docs.acme.dev\n  \"url\": \"https://mcp.acme.dev/x\",\n  \"$schema\": \"https://schema.acme.dev\"\n}",
       {},
       {},
       {"mcp.acme.dev"}},
      {"", "{\n  \"command\": \"uvx shop\"\n}", {"shop", "uvx"}},
      {"yaml",
       "steps:\n  - run: |\n      npm ci\n      npm test\n    env:\n      CI_KEY: ${{ secrets.CI_KEY }}\n  - uses: x/y@v4\n    with:\n      v: ${{ env.NodeVersion }}",
       {"npm"},
       {"CI_KEY", "NodeVersion"}},
      {"yaml", "script:\n  - make all\n  - \"tox -e py\"\n", {"make", "tox"}},
      {"yaml", "command: [\"gunicorn\", \"-w\", \"4\", \"shop\"]", {"gunicorn"}},
      {"yaml", "environment:\n  - STAGE=dev\n  - SHOP_KEY\nports:\n  - A", {}, {"SHOP_KEY", "STAGE"}},
      {"yaml", "env:\n  - name: DB_HOST\n    value: db\n  - name: DB_PORT", {}, {"DB_HOST", "DB_PORT"}},
      {"yaml", "required_env:\n  - SHOP_KEY", {}, {"SHOP_KEY"}},
      {"yaml",
       "check: grep -q x README.md\nother:\n  check: all tests pass\n  build: it is done by hand",
       {"grep"}},
      {"yaml", "image: ${REGISTRY}/shop:${TAG:-latest}\nname: ${lower}", {}, {"REGISTRY", "TAG"}},
      {"yaml", "${DEPLOYMENT_EXAMPLE}", {}},
      {"yaml",
       "url: http://prometheus:9090\nother: http://host:8080\nlocal: http://localhost:1",
       {},
       {},
       {"prometheus"}},
      {"toml",
       "[mcp_servers.shop]\ncommand = \"npx\"\nargs = [\"shop-mcp\"]\n[mcp_servers.shop.env]\nSHOP_KEY = \"x\"",
       {"npx", "shop-mcp"},
       {"SHOP_KEY"}},
      {"toml",
       "[build]\ncommand = \"hugo --minify\"\n[project]\nname = \"npm\"\nurl = \"https://acme.dev\"",
       {"hugo"},
       {},
       {"acme.dev"}},
      {"toml", "env = { STAGE = \"dev\" }\nbroken = [", {}, {"STAGE"}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(Fences, OfOtherTextGiveWhatIsPlain) {
  const Row rows[] = {
      {"", "claude plugins add acme/shop", {"claude"}},
      {"", "make sure that it all works, then go to the next step.", {}},
      {"", "shop/\n├── README.md\n└── src/", {}},
      {"", "Use the reviewer agent to review [path]", {}},
      {"", "https://docs.acme.dev/guide", {}, {}, {"docs.acme.dev"}},
      {"text", "git is what we use; $TARGET is filled in", {}},
      {"ruby", "key = ENV['SHOP_KEY'] || ENV.fetch(\"STAGE\")", {}, {"SHOP_KEY", "STAGE"}},
      {"rust", "let key = std::env::var(\"SHOP_KEY\")?;", {}, {"SHOP_KEY"}},
      {"csharp", "var k = Environment.GetEnvironmentVariable(\"SHOP_KEY\");", {}, {"SHOP_KEY"}},
      {"html",
       "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n<a href=\"https://acme.dev\">",
       {},
       {},
       {"acme.dev"}},
      {"markdown", "# Read me\nSee [docs](https://acme.dev/x). Run git.", {}, {}, {"acme.dev"}},
      {"hcl", "url = \"http://loki:3100\"\nname = \"${path.module}/x\"", {}, {}, {"loki"}},
  };
  for (const auto& row : rows) expect_facts(row);
}

TEST(ScriptLanguage, IsToldByNameOrFirstLine) {
  EXPECT_EQ(language_of_script("scripts/a.py", ""), Language::Python);
  EXPECT_EQ(language_of_script("scripts/a.sh", ""), Language::Shell);
  EXPECT_EQ(language_of_script("a.mjs", ""), Language::JavaScript);
  EXPECT_EQ(language_of_script("a.ts", ""), Language::TypeScript);
  EXPECT_EQ(language_of_script("a.go", ""), Language::Go);
  EXPECT_EQ(language_of_script("a.rb", ""), Language::Other);
  EXPECT_EQ(language_of_script("bin/run", "#!/usr/bin/env python3\n"), Language::Python);
  EXPECT_EQ(language_of_script("bin/run", "#!/bin/sh\n"), Language::Shell);
  EXPECT_EQ(language_of_script("bin/run", "plain"), std::nullopt);
  EXPECT_EQ(language_of_script("notes.md", "#!/bin/sh\n"), std::nullopt);
  EXPECT_EQ(language_of_script("data.json", "{}"), std::nullopt);
}

}  // namespace
}  // namespace agentops::extract
