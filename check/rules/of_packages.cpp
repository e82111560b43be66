// The cards of what other commands say: of manifests and trees (package/validate looks), of agentops.yaml and
// of the plan.

#include "check/rules.h"

namespace agentops::check {
namespace {

Rule told(std::string id, std::string title, Severity severity, std::string what, std::string why,
          std::string mend) {
  return {.card = {.id = std::move(id),
                   .title = std::move(title),
                   .severity = severity,
                   .what = std::move(what),
                   .why = std::move(why),
                   .bad = {},
                   .good = {},
                   .mend = std::move(mend)}};
}

}  // namespace

std::vector<Rule> package_rules() {
  using enum Severity;
  return {
      told("AO113", "a line of agentops.yaml", Warning, "A setting that this version does not know.",
           "It does nothing.", "take the line out; agentops doctor  shows the settings that count"),
      told("AO114", "the plan is older than the folder", Warning,
           "agentops.plan names an item that is no longer there. Said by  agentops draft.",
           "The draft is made without it.", "agentops mine  brings the plan up to date"),
      told("AO305", "a link into another package", Warning,
           "An item links to a file of another package that is no dependency of its own.",
           "Where the package is installed without the other, the link leads nowhere.",
           "name the other package under `dependencies` in package.yaml, or take the link out"),
      told("AO501", "a field of the manifest", Error,
           "A key of package.yaml is missing, unknown or not of the form it has to have.",
           "The package cannot be built.", "agentops package validate  names key and line"),
      told("AO502", "a listed file is missing", Error,
           "The manifest lists a file that the package does not hold.",
           "Who installs the package gets less than it promises.", "write the file, or take it off the list"),
      told("AO503", "a file is not listed", Warning,
           "The package holds an item that its manifest does not list.",
           "It is shipped and never put to use.", "list it under its kind in package.yaml, or move it out"),
      told("AO504", "the version", Error,
           "The version, or a range of a dependency, is not one of semver.org.",
           "Versions that cannot be compared cannot be updated.", "write it as in 1.4.0, ranges as in ^1.4"),
      told("AO505", "the licence", Warning, "There is no licence, or it is no SPDX expression.",
           "Nobody may use what has no licence.",
           "agentops draft --license MIT, or a line `license:` in package.yaml"),
      told("AO506", "documents are incomplete", Warning,
           "README, documentation or description is missing or empty.",
           "Who finds the package cannot tell what it is for.",
           "agentops package validate  names what is missing"),
      told("AO507", "a dependency", Error,
           "A dependency is not written as name and range, or stands there twice.", "It cannot be resolved.",
           "as in  core@^1.0"),
      told("AO508", "a validation of the package", Error,
           "An item does not keep a rule of config/validation-rules.yaml, or such a rule cannot be read.",
           "The package's owner asked for it.", "mend the item, or switch the rule off with  enabled: false"),
      told("AO509", "one package for everything", Warning, "The package holds more than a hundred items.",
           "Who wants one of them has to take all, and each change is a new version for everybody.",
           "agentops mine FOLDER  groups them into domains, agentops draft  makes a package of each"),
      told("AO510", "a blank is left", Warning,
           "A drafted package still holds a blank that only its owner can fill in.",
           "It would be published with a hole.",
           "fill it in, or take the line out; agentops status  counts them"),
      told("AO511", "nobody is told where it lives", Note,
           "The manifest has neither `repository` nor `homepage`. Said when the package is built.",
           "Who uses it cannot send back what they mended.", "add  repository: https://...  to package.yaml"),
      told(
          "AO512", "a setting", Warning,
          "An item asks for {{ settings.KEY }} and no file under `config:` says what KEY is, or the files do not "
          "make one tree.",
          "The braces would stand in what agents read.",
          "declare it in config/default-settings.yaml, or write the value in its place"),
      told(
          "AO514", "a reference that leads nowhere once installed", Warning,
          "An item of the package links to what neither the package nor one that it depends on has; a workflow "
          "names what is not there. Said by  agentops package test.",
          "Whoever follows the item is left standing.",
          "bring it into the package, depend on a package that has it, or take the reference out"),
      told(
          "AO703", "a path that a package may not have", Error,
          "A file of a package would land outside its folder, has a name that is another file on some systems, or is too large.",
          "Installing it could overwrite what is not its own.",
          "rename it, or move it out of the package's folder"),
      told(
          "AO704", "executable content in a package", Warning,
          "A file of a package is executable, a program, or would take effect where it lands. agentops never runs one.",
          "An agent, or a tool that finds it, might.",
          "read it before you let an agent call it; chmod -x FILE"),
  };
}

}  // namespace agentops::check
