#include "package/bump.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "text/diff.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::package {
namespace {

Bump bump_of(const ItemChange& change) {
  if (change.form == ChangeForm::Changed) return Bump::Patch;
  return change.form == ChangeForm::Added ? Bump::Minor : Bump::Major;
}

bool lost_default(const SettingChange& change) { return !change.before.empty() && change.after.empty(); }

Bump bump_of(const SettingChange& change) {
  if (change.form == ChangeForm::Removed || lost_default(change)) return Bump::Major;
  return change.form == ChangeForm::Added ? Bump::Minor : Bump::Patch;
}

std::string sentence(const ItemChange& change) {
  const std::string path = text::for_terminal(change.path);
  if (change.form != ChangeForm::Renamed) return fmt::format("{} was {}", path, word_of(change.form));
  return fmt::format("{} was {}{}", path, change.was.contains('/') ? "" : "called ",
                     text::for_terminal(change.was));
}

std::string sentence(const SettingChange& change) {
  const std::string key = text::for_terminal(change.key);
  if (change.form == ChangeForm::Changed && lost_default(change))
    return fmt::format("setting {} lost its default", key);
  return fmt::format("setting {} was {}", key, word_of(change.form));
}

std::string sentence(const NeedChange& change) {
  const std::string name = text::for_terminal(change.name);
  if (change.form == ChangeForm::Removed) return fmt::format("{} is no longer needed", name);
  return fmt::format("needs {} {}", name, text::for_terminal(change.after));
}

std::string_view heading_of(ChangeForm form) {
  static constexpr std::array<std::string_view, 4> headings = {"Added", "Removed", "Changed", "Changed"};
  return headings.at(static_cast<std::size_t>(form));
}

}  // namespace

std::string_view word_of(Bump bump) {
  static constexpr std::array<std::string_view, 4> words = {"none", "patch", "minor", "major"};
  return words.at(static_cast<std::size_t>(bump));
}

AskedBump asked_bump(const Comparison& comparison) {
  AskedBump asked;
  if (!comparison.empty()) asked.bump = Bump::Patch;
  for (const ItemChange& change : comparison.items) asked.bump = std::max(asked.bump, bump_of(change));
  for (const SettingChange& change : comparison.settings) asked.bump = std::max(asked.bump, bump_of(change));
  for (const ItemChange& change : comparison.items)
    if (bump_of(change) == asked.bump) asked.because.push_back(sentence(change));
  for (const SettingChange& change : comparison.settings)
    if (bump_of(change) == asked.bump) asked.because.push_back(sentence(change));
  return asked;
}

Version next_version(const Version& before, Bump bump) {
  Version next{.major = before.major, .minor = before.minor, .patch = before.patch};
  if (bump == Bump::None) return next;
  const bool unstable = before.major == 0;
  if (bump == Bump::Major && !unstable)
    next = {.major = before.major + 1};
  else if (bump == Bump::Major || (bump == Bump::Minor && !unstable))
    next = {.major = before.major, .minor = before.minor + 1};
  else if (before.pre_release.empty())
    ++next.patch;
  return next;
}

bool reaches(const Version& version, const Version& least) {
  return std::tie(version.major, version.minor, version.patch) >=
         std::tie(least.major, least.minor, least.patch);
}

std::string changelog_entry(const Version& version, const Comparison& comparison) {
  std::string entry = fmt::format("## {}\n", text::to_text(version));
  const auto add_section = [&](std::string_view heading) {
    bool begun = false;
    const auto add = [&](ChangeForm form, const std::string& line) {
      if (heading_of(form) != heading) return;
      if (!begun) entry += fmt::format("\n### {}\n\n", heading);
      begun = true;
      entry += fmt::format("- {}\n", line);
    };
    for (const ItemChange& change : comparison.items)
      add(change.form,
          change.form == ChangeForm::Renamed ? sentence(change) : text::for_terminal(change.path));
    for (const SettingChange& change : comparison.settings)
      add(change.form, change.form == ChangeForm::Changed && !lost_default(change)
                           ? fmt::format("setting {}: {} instead of {}", text::for_terminal(change.key),
                                         text::for_terminal(change.after), text::for_terminal(change.before))
                           : sentence(change));
    for (const NeedChange& change : comparison.needs) add(change.form, sentence(change));
  };
  for (const std::string_view heading : {"Added", "Changed", "Removed"}) add_section(heading);
  return entry;
}

bool has_entry(std::string_view changelog, const Version& version) {
  constexpr std::string_view part_of_version =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+";
  const std::string name = text::to_text(version);
  const auto ends = [&](std::string_view rest) {
    return rest.empty() || !part_of_version.contains(rest.front());
  };
  return std::ranges::any_of(text::lines_of(changelog), [&](std::string_view line) {
    if (!line.starts_with('#')) return false;
    const auto begin = line.find_first_of("0123456789");
    return begin != std::string_view::npos && line.substr(begin).starts_with(name) &&
           ends(line.substr(begin + name.size()));
  });
}

}  // namespace agentops::package
