#include "cli/commands/dups_screen.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr std::size_t most_odd = 6;    ///< places told of one family
constexpr std::size_t most_paths = 3;  ///< of a group
constexpr std::size_t longest_reading = 48;
constexpr std::size_t longest_name = 40;

std::string share(std::uint32_t thousandths) {
  return thousandths == 1000 ? "1.0" : fmt::format(".{:02}", thousandths / 10);
}

std::string quoted(const std::string& words) {
  return fmt::format("\"{}\"", text::cut_to_width(text::for_terminal(words), longest_reading));
}

std::string and_more(std::uint32_t lines) {
  return lines > 1 ? fmt::format(" and {}", counted(lines - 1, "more line", "more lines")) : "";
}

constexpr std::size_t items_end = 54;  ///< column; no label with its groups is as wide

/// " same file      2 groups": the numbers end, and the nouns begin, below each other.
std::string count_line(std::string_view label, std::string_view counted_noun) {
  const auto space = counted_noun.find(' ');
  return fmt::format(" {:<26} {:>5} {}", label, counted_noun.substr(0, space),
                     counted_noun.substr(space + 1));
}

class Screen {
 public:
  Screen(Session& session, const std::string& root, const actions::Copies& copies)
      : session_(session), root_(root), copies_(copies) {}

  void print(bool related) {
    session_.print(fmt::format("{} compared\n\n", counted(copies_.compared, "item")));
    count(FamilyForm::SameFile, "same file");
    count(FamilyForm::SameBody, "same body, other header");
    count(FamilyForm::Near, "drifted copies");
    count(FamilyForm::SameName, "same name, other content");
    if (related) {
      count(FamilyForm::Variant, "related, not copies");
      count(FamilyForm::Contained, "part of another");
    }
    if (copies_.deliberate > 0)
      session_.print(count_line("on purpose, not told", counted(copies_.deliberate, "group")) + "\n");
    drifted();
    groups(FamilyForm::SameBody, "same body, other header");
    groups(FamilyForm::SameFile, "same file");
    groups(FamilyForm::SameName, "same name, other content: different texts that answer to one name");
    groups(FamilyForm::Variant, "related, not copies: half of the text is common");
    groups(FamilyForm::Contained, "part of another: the second lies in the first");
  }

 private:
  [[nodiscard]] std::string name_of(const std::string& key) const {
    return text::for_terminal(actions::find_item(copies_.scanned.inventory.items, key)->name);
  }

  void count(FamilyForm form, std::string_view label) {
    std::size_t groups = 0;
    std::size_t members = 0;
    std::uint64_t tokens = 0;
    for (const actions::CopyFamily& found : copies_.families)
      if (found.family.form == form) {
        ++groups;
        members += found.family.members.size();
        tokens += found.extra_tokens;
      }
    const std::string noun = form == FamilyForm::Near       ? counted(groups, "family", "families")
                             : form == FamilyForm::SameName ? counted(groups, "name")
                                                            : counted(groups, "group");
    std::string line = count_line(label, noun);
    if (groups > 0) line += fmt::format("{:>{}}", counted(members, "item"), items_end - line.size());
    if (tokens > 0 && (form == FamilyForm::SameFile || form == FamilyForm::SameBody))
      line += fmt::format("   ~{} tokens twice", with_commas(tokens));
    session_.print(line + "\n");
  }

  [[nodiscard]] std::vector<const actions::CopyFamily*> families(FamilyForm form) const {
    std::vector<const actions::CopyFamily*> found;
    for (const actions::CopyFamily& family : copies_.families)
      if (family.family.form == form) found.push_back(&family);
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [](const auto* family) { return family->extra_tokens; });
    return found;
  }

  void drifted() {
    std::vector<const actions::CopyFamily*> all = families(FamilyForm::Near);
    if (all.empty()) return;
    // Those in which a value was missed first, then those in which somebody is odd.
    std::ranges::stable_sort(all, {}, [](const auto* found) {
      const mine::Drift& drift = found->drift;
      return !drift.judged ? 2 : drift.odd.empty() ? 3 : drift.odd.front().is_value ? 0 : 1;
    });
    session_.print("\n drifted copies\n");
    for (std::size_t i = 0; i < std::min(all.size(), session_.cap()); ++i) drifted(*all[i]);
    if (all.size() > session_.cap())
      session_.print(fmt::format("   ... and {} more  (--all)\n", all.size() - session_.cap()));
  }

  void drifted(const actions::CopyFamily& found) {
    session_.print(fmt::format("   {}   {}, {}\n",
                               text::cut_to_width(name_of(found.family.members.front().key), longest_name),
                               counted(found.family.members.size(), "copy", "copies"), verdict(found)));
    who_is_odd(found);
  }

  /// The members that agree, then each other with the places where it reads otherwise.
  void who_is_odd(const actions::CopyFamily& found) {
    const std::vector<FamilyMember>& members = found.family.members;
    const bool somebody_is_odd = found.drift.judged && !found.drift.odd.empty();
    for (const std::size_t member : found.drift.agree)
      member_line(somebody_is_odd ? "=" : "", members[member]);
    std::size_t told = 0;
    for (std::size_t member = 0; member < members.size(); ++member) {
      if (std::ranges::find(found.drift.agree, member) != found.drift.agree.end()) continue;
      member_line(somebody_is_odd ? "/=" : "", members[member]);
      for (const mine::Odd& odd : found.drift.odd)
        if (odd.member == member && (++told <= most_odd || session_.all))
          session_.print(told_as(odd, found.drift.judged ? "the others have" : "the first has"));
    }
    if (told > most_odd && !session_.all)
      session_.print(fmt::format("          ... and {}  (--all)\n",
                                 counted(told - most_odd, "more place", "more places")));
  }

  static std::string verdict(const actions::CopyFamily& found) {
    const mine::Drift& drift = found.drift;
    if (!drift.odd.empty() && !drift.judged)
      return counted(drift.odd.size(), "place differs", "places differ");
    const std::size_t odd = found.family.members.size() - drift.agree.size();
    if (odd > 0 && !drift.agree.empty())
      return fmt::format("{} agree, {} {}", drift.agree.size(), odd, odd == 1 ? "differs" : "differ");
    if (odd > 0) return "each differs from what most say";
    return drift.unsettled > 0 ? "no reading has a majority" : "only names and spacing differ";
  }

  void member_line(std::string_view mark, const FamilyMember& member) {
    session_.print(fmt::format("     {:<2} {}{}\n", mark, shown_path(root_, member.key),
                               member.likeness < 1000 ? "   " + share(member.likeness) : ""));
  }

  /// "          17  "$450" where the others have "$500"".
  static std::string told_as(const mine::Odd& odd, std::string_view others) {
    const text::Difference& difference = odd.difference;
    std::string what;
    if (odd.form == mine::OddForm::Moved) {
      what = fmt::format("moved to line {}: {}", odd.moved_to, quoted(difference.original));
    } else if (difference.form == text::DifferenceForm::Lacks) {
      what = "lacks " + quoted(difference.original);
    } else if (difference.form == text::DifferenceForm::Adds) {
      what = "adds " + quoted(difference.copy);
    } else {
      const auto [original, copy] = text::differing_words(difference.original, difference.copy);
      what = fmt::format("{} where {} {}", quoted(copy), others, quoted(original));
    }
    return fmt::format("        {:>5}  {}{}\n", difference.line, what, and_more(difference.lines));
  }

  void groups(FamilyForm form, std::string_view title) {
    const auto all = families(form);
    if (all.empty()) return;
    session_.print(fmt::format("\n {}\n", title));
    std::size_t shown = 0;
    for (const actions::CopyFamily* found : all) {
      if (shown++ == session_.cap()) break;
      const std::vector<FamilyMember>& members = found->family.members;
      session_.print(fmt::format("   {:<{}} x{:<4}{}\n",
                                 text::cut_to_width(name_of(members.front().key), longest_name), longest_name,
                                 members.size(),
                                 found->extra_tokens > 0 && form != FamilyForm::SameName
                                     ? fmt::format("~{} tokens twice", with_commas(found->extra_tokens))
                                     : ""));
      if (found->drift.judged && !found->drift.odd.empty()) {
        who_is_odd(*found);
        continue;
      }
      paths(*found);
    }
    if (all.size() > session_.cap())
      session_.print(fmt::format("   ... and {} more  (--all)\n", all.size() - session_.cap()));
  }

  /// The members; of texts that only share a name one for each text.
  void paths(const actions::CopyFamily& found) {
    std::vector<const FamilyMember*> told;
    for (const FamilyMember& member : found.family.members)
      if (found.family.form != FamilyForm::SameName || told.size() == member.text) told.push_back(&member);
    const std::size_t most = session_.all ? told.size() : std::min(told.size(), most_paths);
    for (std::size_t i = 0; i < most; ++i)
      session_.print(fmt::format("        {}\n", shown_path(root_, told[i]->key)));
    if (most < told.size())
      session_.print(fmt::format("        ... and {} more  (--all)\n", told.size() - most));
  }

  Session& session_;
  const std::string& root_;
  const actions::Copies& copies_;
};

}  // namespace

void print_copies(Session& session, const std::string& root, const actions::Copies& copies, bool related) {
  Screen(session, root, copies).print(related);
}

void print_sections(Session& session, const std::string& root, const actions::RepeatedSections& found) {
  std::uint64_t tokens = 0;
  for (const SectionFamily& family : found.families) tokens += actions::extra_tokens(family);
  session.print(fmt::format("{} in several items that are no copies as a whole{}\n",
                            counted(found.families.size(), "section"),
                            tokens == 0 ? "" : fmt::format("   ~{} tokens twice", with_commas(tokens))));
  for (std::size_t i = 0; i < std::min(found.families.size(), session.cap()); ++i) {
    const SectionFamily& family = found.families[i];
    session.print(
        fmt::format("\n \"{}\"   {}, {}, ~{} tokens twice\n",
                    text::cut_to_width(text::for_terminal(family.members.front().title), longest_name),
                    counted(family.members.size(), "place"),
                    family.form == FamilyForm::Near ? "nearly alike" : "the same words",
                    with_commas(actions::extra_tokens(family))));
    const std::size_t shown =
        session.all ? family.members.size() : std::min(most_paths, family.members.size());
    for (std::size_t m = 0; m < shown; ++m)
      session.print(fmt::format("   {}:{}   {}\n", shown_path(root, family.members[m].key),
                                family.members[m].line, counted(family.members[m].lines, "line")));
    if (shown < family.members.size())
      session.print(fmt::format("   ... and {} more  (--all)\n", family.members.size() - shown));
  }
  if (found.families.size() > session.cap())
    session.print(
        fmt::format("\n ... and {} more sections  (--all)\n", found.families.size() - session.cap()));
}

}  // namespace agentops::cli
