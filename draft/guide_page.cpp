#include "draft/guide_page.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "draft/sentences.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_demands = 6;
constexpr std::size_t most_settings = 4;
constexpr std::size_t most_steps = 8;
constexpr std::size_t most_others = 4;

/// Gives each step its number.
class Steps {
 public:
  explicit Steps(Page& page) : page_(page) {}
  void step(std::string_view text) { page_.line(fmt::format("{}. {}", ++number_, text)); }

 private:
  Page& page_;
  unsigned number_ = 0;
};

std::string link_to(const Portrait& portrait, std::size_t item) {
  return fmt::format("[{}](../{})", text::for_markdown(portrait.names[item]),
                     portrait.items[item].placed->path);
}

std::string code_list(const std::vector<Demand>& demands) {
  std::vector<std::string> names;
  for (const Demand& demand : demands) names.push_back(code(demand.name));
  return listed(names, most_demands);
}

/// "Make sure that `stripe` is on the PATH, and that `CHARGE_ID` is set."
std::string demands_text(const Portrait& portrait) {
  std::string text;
  if (!portrait.programs.empty())
    text += fmt::format("Make sure that {} {} on the PATH", code_list(portrait.programs),
                        portrait.programs.size() == 1 ? "is" : "are");
  if (!portrait.variables.empty())
    text += fmt::format("{} {} {} set", text.empty() ? "Make sure that" : ", and that",
                        code_list(portrait.variables), portrait.variables.size() == 1 ? "is" : "are");
  return text.empty() ? text : text + ".";
}

std::string settings_hint(const Portrait& portrait) {
  std::vector<std::string> shown;
  for (const Lifted& setting : portrait.settings)
    shown.push_back(fmt::format("{} ({})", code(setting.value), code(setting.key)));
  return fmt::format(
      "Read [config/default-settings.yaml](../config/default-settings.yaml): {} {}{}{}. "
      "Change what is not yours.",
      shown.size() == 1 ? "one value is" : fmt::format("{} values are", shown.size()),
      portrait.lifts ? "filled in when the package is installed" : "written into the items",
      shown.size() > most_settings ? ", among them " : ": ",
      listed(std::span(shown).first(std::min(most_settings, shown.size()))));
}

/// Items that this one calls, or that call it.
std::vector<std::string> neighbours(const Portrait& portrait, std::size_t item, bool callers) {
  std::vector<std::string> names;
  for (const auto& [from, to] : portrait.calls)
    if ((callers ? to : from) == item) names.push_back(link_to(portrait, callers ? from : to));
  return names;
}

std::string introduction(const Portrait& portrait, std::size_t item) {
  const Item& facts = portrait.items[item].item();
  std::string said = when_to_use(facts.description);
  if (said.empty()) said = purpose_of(facts);
  std::string text = fmt::format("Start with {}", link_to(portrait, item));
  const bool stops = said.ends_with('.') || said.ends_with('!') || said.ends_with('?');
  text += said.empty() ? "." : fmt::format(": \"{}\"{}", text::for_markdown(said), stops ? "" : ".");
  const auto called = neighbours(portrait, item, false);
  const auto callers = neighbours(portrait, item, true);
  if (!called.empty()) text += fmt::format(" It calls {}.", listed(called, most_others));
  if (!callers.empty())
    text += fmt::format(" {} {} it.", listed(callers, most_others), callers.size() == 1 ? "calls" : "call");
  return text;
}

/// The parts of a procedure that has parts; else the items of its first numbered list.
std::vector<std::string> main_steps(const std::vector<Step>& written) {
  const bool has_parts = std::ranges::count(written, true, &Step::heading) > 1;
  std::optional<std::uint32_t> list;
  std::vector<std::string> steps;
  for (const Step& step : written) {
    if (step.heading != has_parts) continue;
    if (!has_parts && step.section != list.value_or(step.section)) break;
    list = step.section;
    const std::string text = first_sentence(has_parts ? without_number(step.text) : step.text, 100);
    if (!text.empty()) steps.push_back(text::for_markdown(text));
  }
  return steps;
}

/// The steps that the item itself numbers, as a list below the current step.
void own_steps(Page& page, const Portrait& portrait, std::size_t item) {
  const std::vector<std::string> steps = main_steps(portrait.items[item].document.steps);
  if (steps.size() < 2) return;
  page.line().line("   What it does, in its own words:").line();
  for (std::size_t i = 0; i < std::min(steps.size(), most_steps); ++i)
    page.line(fmt::format("   {}. {}", i + 1, steps[i]));
  if (steps.size() > most_steps)
    page.line().line(fmt::format("   and {} more.", counted(steps.size() - most_steps, "step")));
  page.line();
}

/// Where to go after the first item: others that nobody calls, the most typical first.
std::vector<std::size_t> next_to_try(const Portrait& portrait, std::size_t first) {
  std::set<std::size_t> left_out{first};
  for (const auto& [from, to] : portrait.calls) left_out.insert(to);
  for (const Copy& copy : portrait.copies) left_out.insert(copy.copy);
  std::vector<std::size_t> next;
  for (const std::size_t i : portrait.typical)
    if (!left_out.contains(i) && next.size() < most_others) next.push_back(i);
  return next;
}

void others(Page& page, Steps& steps, const Portrait& portrait, std::size_t first) {
  const std::vector<std::size_t> next = next_to_try(portrait, first);
  if (next.empty()) return;
  steps.step("Then, as you need them:");
  page.line();
  for (const std::size_t i : next) {
    const std::string purpose = purpose_of(portrait.items[i].item());
    page.line(fmt::format("   - {}{}", link_to(portrait, i),
                          purpose.empty() ? "" : ": " + text::for_markdown(purpose)));
  }
  page.line();
}

void items(Page& page, Steps& steps, const Portrait& portrait) {
  const std::size_t first = first_to_try(portrait);
  steps.step(introduction(portrait, first));
  own_steps(page, portrait, first);
  others(page, steps, portrait, first);
}

void patterns(Page& page, Steps& steps, const PackageLayout& package) {
  steps.step("Read the patterns that the other packages have in common:");
  page.line();
  for (const PlacedPattern& placed : package.patterns)
    page.line(fmt::format("   - [{}](../{})", text::for_markdown(placed.pattern->name), placed.path));
  page.line();
}

}  // namespace

Page guide_page(const Portrait& portrait) {
  Page page("docs/getting-started.md");
  page.line(fmt::format("# Getting started with {}", portrait.package->name)).line();
  Steps steps(page);
  steps.step(fmt::format("Install it: {}", code("agentops package install " + portrait.folder)));
  if (const std::string text = demands_text(portrait); !text.empty()) steps.step(text);
  if (!portrait.settings.empty()) steps.step(settings_hint(portrait));
  if (!portrait.items.empty()) items(page, steps, portrait);
  if (portrait.items.empty()) patterns(page, steps, *portrait.package);
  if (!portrait.rules.empty())
    steps.step(fmt::format(
        "When you have read [config/validation-rules.yaml](../config/validation-rules.yaml), switch on what should hold: {} proposed.",
        portrait.rules.size() == 1 ? "one rule is" : fmt::format("{} rules are", portrait.rules.size())));
  return page;
}

}  // namespace agentops::draft
