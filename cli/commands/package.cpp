/// `agentops package ...`: validate, build, install, list, uninstall.

#include <algorithm>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/manifest_options.h"
#include "actions/packages.h"
#include "cli/commands.h"
#include "cli/commands/proposal_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::cli {
namespace {

std::size_t count(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

Flag root_flag(std::string& root) {
  return {"--root", &root, "DIR", "the project's folder; here when it is left out"};
}

// ------------------------------------------------------------------------------------------------- validate

int run_validate(Session& session, const std::string& folder, bool strict) {
  const std::string where = folder.empty() ? "." : folder;
  const auto validation = actions::validate_package(where, strict);
  if (!validation) return session.fail(validation.error());
  const bool passed = validation->valid && (!strict || count(validation->findings, Severity::Warning) == 0);
  if (session.json()) {
    session.answer(
        {.command = "package-validate",
         .root = where,
         .ok = passed,
         .coverage = {},
         .data = Map{{"name", validation->name}, {"version", validation->version}, {"valid", passed}},
         .diagnostics = validation->findings,
         .next = {}});
    return passed ? 0 : 1;
  }
  session.print(fmt::format(" {}   {} {}\n", text::for_terminal(where), text::for_terminal(validation->name),
                            text::for_terminal(validation->version)));
  const std::size_t shown = std::min(validation->findings.size(), session.cap());
  for (std::size_t i = 0; i < shown; ++i) print_finding(session, where, validation->findings[i]);
  if (shown < validation->findings.size())
    session.print(fmt::format("   ... and {} more  (--all)\n", validation->findings.size() - shown));
  session.print(fmt::format(" 1 package validated, {}, {}\n",
                            counted(count(validation->findings, Severity::Error), "error"),
                            counted(count(validation->findings, Severity::Warning), "warning")));
  return passed ? 0 : 1;
}

Command validate_command() {
  struct Flags {
    std::string folder;
    bool strict = false;
  };
  auto flags = std::make_shared<Flags>();
  return {.name = "package validate",
          .aliases = {},
          .group = Group::Package,
          .summary = "check a package's folder",
          .details = "Exit code 1 when there are errors; with --strict also when there are warnings.",
          .arguments = {{"DIR", &flags->folder, "the package's folder; here when it is left out"}},
          .flags = {{"--strict", &flags->strict, "",
                     "as for publishing: licence, documentation and blanks are errors too"}},
          .run = [flags](Session& session) { return run_validate(session, flags->folder, flags->strict); }};
}

// ---------------------------------------------------------------------------------------------------- build

int run_build(Session& session, actions::BuildRequest request) {
  if (request.folder.empty()) request.folder = ".";
  request.list_only |= session.dry_run;
  const auto built = actions::build_package(request);
  if (!built) {
    const int code = session.fail(built.error());
    return built.error().kind == ErrorKind::Invalid ? 1 : code;
  }
  if (session.json()) {
    session.answer({.command = "package-build",
                    .root = request.folder,
                    .data = Map{{"file", built->file},
                                {"members", actions::texts(built->members)},
                                {"bytes", actions::number(built->bytes)},
                                {"sha256", built->sha256},
                                {"written", !request.list_only && !built->unchanged}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  if (request.list_only)
    for (const std::string& member : built->members) session.print(text::for_terminal(member) + "\n");
  else
    session.print(text::for_terminal(built->file) + "\n");
  session.say(fmt::format("{}, {}   sha256 {}   {}", counted(built->members.size(), "file"),
                          byte_size(built->bytes), built->sha256,
                          built->unchanged ? "was there already" : "reproducible"));
  return 0;
}

Command build_command() {
  auto request = std::make_shared<actions::BuildRequest>();
  return {.name = "package build",
          .aliases = {},
          .group = Group::Package,
          .summary = "make NAME-VERSION.tar.gz of a package's folder",
          .details = "The same bytes for everyone. Exit code 1 when the package is not valid.",
          .arguments = {{"DIR", &request->folder, "the package's folder; here when it is left out"}},
          .flags = {{"-o,--output", &request->out, "DIR", "folder for the archive (here)"},
                    {"--list", &request->list_only, "", "say what would be in it, write nothing"}},
          .run = [request](Session& session) { return run_build(session, *request); }};
}

// ---------------------------------------------------------------------------------------- install, uninstall

/// How far a command may go from agentops.lock, and to servers.
struct Bounds {
  bool locked = false;
  bool frozen = false;
  bool offline = false;

  [[nodiscard]] bool is_locked() const { return locked || frozen; }

  [[nodiscard]] actions::ProjectOptions within(actions::ProjectOptions options) const {
    options.offline = offline || frozen;
    return options;
  }
};

/// --root and those of `bounds`.
std::vector<Flag> bound_flags(std::string& root, Bounds& bounds) {
  return {root_flag(root),
          {"--locked", &bounds.locked, "", "refuse to change what agentops.lock says"},
          {"--offline", &bounds.offline, "", "ask no server: what was fetched before has to do"},
          {"--frozen", &bounds.frozen, "", "both --locked and --offline"}};
}

struct InstallFlags {
  std::string root;
  Bounds bounds;
  std::string target;
  std::string sha256;  ///< of the one address in the order
  actions::InstallOrder order;
};

/// The order with --sha256 written behind the address that it is of.
Status add_digest(InstallFlags& flags) {
  if (flags.sha256.empty()) return {};
  auto& from = flags.order.from;
  if (from.size() != 1 || !from.front().contains("://"))
    return fail(actions::bad_option("--sha256 says which bytes one address must give",
                                    "agentops package install https://HOST/NAME.tar.gz --sha256 DIGEST"));
  from.front() += "#sha256=" + flags.sha256;
  return {};
}

int run_install(Session& session, InstallFlags& flags) {
  if (const Status usable = add_digest(flags); !usable) return session.fail(usable.error());
  const auto target = actions::read_target(flags.target);
  if (!target) return session.fail(target.error());
  const auto project = actions::Project::open(flags.bounds.within(session.project(flags.root)));
  if (!project) return session.fail(project.error());
  flags.order.locked = flags.bounds.is_locked();
  flags.order.target = *target;
  flags.order.dry_run = session.dry_run;
  const auto proposal = actions::install_packages(*project, flags.order);
  if (!proposal) return session.fail(proposal.error());
  return print_proposal(session, "package-install", project->root().path(), *proposal);
}

Command install_command() {
  auto flags = std::make_shared<InstallFlags>();
  auto all = bound_flags(flags->root, flags->bounds);
  all.push_back(
      {"--target", &flags->target, "TARGET",
       "generic (agents/, workflows/ ...), claude (.claude/...) or agents-dir (.agents/...); as before when it is left out"});
  all.push_back(
      {"--sha256", &flags->sha256, "DIGEST", "of the archive at the address in FROM; nothing else is taken"});
  return {
      .name = "package install",
      .aliases = {},
      .group = Group::Package,
      .summary = "install packages from a registry, a folder, an archive or an address",
      .details =
          "What a package needs comes with it: the newest versions that go together, and what is installed stays where that can be. Files of yours are never overwritten. agentops.lock lists every file put here; without FROM what it names is brought back.",
      .arguments = {{"FROM", &flags->order.from,
                     "customer-service, customer-service@^1.2; ./folder or NAME-VERSION.tar.gz; "
                     "https://HOST/FILE, oci://HOST/NAMESPACE/NAME@sha256:DIGEST"}},
      .flags = std::move(all),
      .run = [flags](Session& session) { return run_install(session, *flags); }};
}

Command update_command() {
  struct Flags {
    std::string root;
    Bounds bounds;
    actions::UpdateOrder order;
  };
  auto flags = std::make_shared<Flags>();
  auto all = bound_flags(flags->root, flags->bounds);
  all.push_back({"--major", &flags->order.major, "", "also to versions that may break"});
  return {
      .name = "package update",
      .aliases = {},
      .group = Group::Package,
      .summary = "move packages to newer versions",
      .details =
          "What they need moves with them. What is new goes into files that you edited; where both changed the same lines, yours stay, and both are told.",
      .arguments = {{"NAME", &flags->order.names, "all that came from a registry when it is left out"}},
      .flags = std::move(all),
      .run = [flags](Session& session) {
        const auto project = actions::Project::open(flags->bounds.within(session.project(flags->root)));
        if (!project) return session.fail(project.error());
        flags->order.locked = flags->bounds.is_locked();
        flags->order.dry_run = session.dry_run;
        const auto proposal = actions::update_packages(*project, flags->order);
        if (!proposal) return session.fail(proposal.error());
        return print_proposal(session, "package-update", project->root().path(), *proposal);
      }};
}

Command uninstall_command() {
  struct Flags {
    std::string root;
    std::vector<std::string> names;
  };
  auto flags = std::make_shared<Flags>();
  return {.name = "package uninstall",
          .aliases = {},
          .group = Group::Package,
          .summary = "remove a package and every file it brought",
          .details = "Files that you edited are kept. Refused while another package needs it.",
          .arguments = {{"NAME", &flags->names, "names of packages", true}},
          .flags = {root_flag(flags->root)},
          .run = [flags](Session& session) {
            const auto project = actions::Project::open(session.project(flags->root));
            if (!project) return session.fail(project.error());
            const auto proposal = actions::uninstall_packages(*project, flags->names, session.dry_run);
            if (!proposal) return session.fail(proposal.error());
            return print_proposal(session, "package-uninstall", project->root().path(), *proposal);
          }};
}

// ----------------------------------------------------------------------------------------------------- list

Value package_value(const LockedPackage& locked) {
  return Map{{"name", locked.name},
             {"version", text::to_text(locked.version)},
             {"installed", locked.installed},
             {"source", locked.source},
             {"sha256", text::hex(locked.digest)}};
}

int run_list(Session& session, const std::string& root) {
  const auto project = actions::Project::open(session.project(root));
  if (!project) return session.fail(project.error());
  const auto lock = actions::load_lock(*project);
  if (!lock) return session.fail(lock.error());
  if (session.json()) {
    List packages;
    for (const LockedPackage& locked : lock->packages) packages.push_back(package_value(locked));
    session.answer({.command = "package-list",
                    .root = project->root().path(),
                    .data = Map{{"packages", std::move(packages)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  for (const LockedPackage& locked : lock->packages)
    session.print(
        fmt::format("{}@{} (installed {})\n", locked.name, text::to_text(locked.version), locked.installed));
  if (lock->packages.empty()) session.say("no packages are installed here");
  return 0;
}

Command list_packages_command() {
  auto root = std::make_shared<std::string>();
  return {.name = "package list",
          .aliases = {},
          .group = Group::Package,
          .summary = "the packages installed here",
          .details = {},
          .arguments = {},
          .flags = {root_flag(*root)},
          .run = [root](Session& session) { return run_list(session, *root); }};
}

}  // namespace

std::vector<Command> package_commands() {
  return {validate_command(),      build_command(),  install_command(),
          list_packages_command(), update_command(), uninstall_command()};
}

}  // namespace agentops::cli
