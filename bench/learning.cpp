// What a person's answers teach the plan: a simulated person answers the close calls of collections with
// known domains, one at a time, in the order in which the program asks; beside it the mean of many random
// orders.
//
//   learning [--svg FILE] COLLECTION...
//
// COLLECTION/files is a flat folder, COLLECTION/labels.tsv its truth: a head line, then file<TAB>domain a
// line. The person reads a domain that the program found as what most of its items are; asked about an item,
// they name the largest domain that they read as the item's, or open a new one, and stay with it. Prints a
// table; agreement is adjusted mutual information (AMI).

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "actions/mine.h"
#include "bench/agreement.h"
#include "mine/bonds.h"
#include "mine/mine.h"
#include "mine/obey.h"

namespace {

using namespace agentops;

constexpr double share_asked = 0.05;  ///< of the items
constexpr unsigned random_orders = 20;

/// SplitMix64 (Steele, Lea, Flood 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t end) {
    std::uint64_t value = state_ += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return (value ^ (value >> 31U)) % end;
  }

 private:
  std::uint64_t state_;
};

struct Collection {
  mine::Ground ground;
  std::vector<std::uint32_t> truth;  ///< of each row
};

std::map<std::string, std::string> read_labels(const std::string& path) {
  std::map<std::string, std::string> labels;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::size_t first = line.find('\t');
    if (first == std::string::npos) continue;
    labels[line.substr(0, first)] = line.substr(first + 1, line.find('\t', first + 1) - first - 1);
  }
  return labels;
}

/// Rows that have no label are left out.
std::optional<Collection> load(const std::string& folder) {
  const auto labels = read_labels(folder + "/labels.tsv");
  const auto project = actions::Project::open({.root = folder + "/files", .state = "/nowhere"});
  if (!project || labels.empty()) return std::nullopt;
  auto scanned = actions::scan(*project, {}, {.rows = true, .index = false});
  if (!scanned) return std::nullopt;
  auto corpus = actions::grouped_corpus(*project, *scanned, {});
  if (!corpus || corpus->rows.empty()) return std::nullopt;
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> truth;
  for (const CorpusRow& row : corpus->rows) {
    const auto label = labels.find(row.key);
    if (label == labels.end()) return std::nullopt;
    truth.push_back(numbers.emplace(label->second, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return Collection{.ground = mine::ground_of(*std::move(corpus), {}, actions::mine_options(*project, {})),
                    .truth = std::move(truth)};
}

/// The decisions of a person who answers one question after the other.
class Person {
 public:
  explicit Person(const Collection& collection)
      : collection_(collection),
        home_(std::size_t{*std::ranges::max_element(collection.truth)} + 1, mine::nowhere) {
    for (const Domain& domain : mine::mine(collection.ground, {}, {.stability = false}).domains) {
      Precedent& precedent = constraints_.precedents.emplace_back();
      precedent.id = domain.id;
      precedent.name = domain.name;
      for (const Member& member : domain.members) precedent.members.push_back(member.key);
    }
    read_domains();
  }

  void answer(std::uint32_t row) {
    std::vector<Precedent>& precedents = constraints_.precedents;
    std::uint32_t& home = home_[collection_.truth[row]];
    if (home == mine::nowhere) {
      home = static_cast<std::uint32_t>(precedents.size());
      precedents.emplace_back().name = fmt::format("opened-{}", precedents.size());
    }
    const std::string& key = collection_.ground.corpus.rows[row].key;
    for (Precedent& precedent : precedents) std::erase(precedent.members, key);
    precedents[home].decided.push_back(key);
  }

  [[nodiscard]] const Constraints& decisions() const { return constraints_; }

 private:
  /// What the person takes each domain for: what most of its items are. Of several, the largest is theirs.
  void read_domains() {
    std::vector<std::size_t> most(home_.size());
    for (std::uint32_t domain = 0; domain < constraints_.precedents.size(); ++domain) {
      std::vector<std::size_t> counts(home_.size());
      for (const std::string& key : constraints_.precedents[domain].members)
        ++counts[collection_.truth[mine::row_with(collection_.ground.corpus, key)]];
      const auto label = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
      if (counts[label] <= most[label]) continue;
      most[label] = counts[label];
      home_[label] = domain;
    }
  }

  const Collection& collection_;
  Constraints constraints_;
  std::vector<std::uint32_t> home_;  ///< of each label: the domain that the person puts such items into
};

/// Of the division that these decisions lead to, with what people said.
double agreement(const Collection& collection, const Constraints& decisions) {
  const mine::Ground& ground = collection.ground;
  const mine::Obeyed obeyed = mine::obeyed(ground.corpus, ground.propagation, ground.cut.domains,
                                           mine::bonds_of(ground.corpus, decisions), decisions, {});
  return bench::adjusted_mutual_information(collection.truth, obeyed.domains);
}

/// Agreement before the first answer and after each.
using Curve = std::vector<double>;

Curve asked_by_program(const Collection& collection, std::size_t questions) {
  Person person(collection);
  Curve curve{agreement(collection, person.decisions())};
  while (curve.size() <= questions) {
    const Mining mining = mine::mine(collection.ground, person.decisions(), {.stability = false});
    if (!mining.questions.empty())
      person.answer(mine::row_with(collection.ground.corpus, mining.questions.front().key));
    curve.push_back(agreement(collection, person.decisions()));
  }
  return curve;
}

Curve asked_at_random(const Collection& collection, std::size_t questions, Chance& chance) {
  Person person(collection);
  std::vector<bool> is_asked(collection.truth.size());
  Curve curve{agreement(collection, person.decisions())};
  while (curve.size() <= questions) {
    const std::size_t row = chance.below(is_asked.size());
    if (is_asked[row]) continue;
    is_asked[row] = true;
    person.answer(static_cast<std::uint32_t>(row));
    curve.push_back(agreement(collection, person.decisions()));
  }
  return curve;
}

/// The gain at each of eleven points from no answer to the last, between answers in a straight line.
Curve gains(const Curve& curve) {
  constexpr unsigned points = 10;
  Curve gains;
  for (unsigned i = 0; i <= points; ++i) {
    const double at = static_cast<double>(curve.size() - 1) * i / points;
    const auto before = static_cast<std::size_t>(at);
    const std::size_t after = std::min(before + 1, curve.size() - 1);
    const double part = at - static_cast<double>(before);
    gains.push_back(curve[before] + (part * (curve[after] - curve[before])) - curve[0]);
  }
  return gains;
}

/// The mean gain over all answers.
double area(const Curve& curve) {
  double sum = 0;
  for (std::size_t i = 1; i < curve.size(); ++i) sum += ((curve[i - 1] + curve[i]) / 2) - curve[0];
  return sum / static_cast<double>(curve.size() - 1);
}

void add(Curve& sum, const Curve& curve, double share) {
  sum.resize(curve.size());
  for (std::size_t i = 0; i < curve.size(); ++i) sum[i] += share * curve[i];
}

std::string line_of(const Curve& gains, double highest, std::string_view style) {
  std::string points;
  for (std::size_t i = 0; i < gains.size(); ++i)
    points += fmt::format("{}{},{:.1f}", i == 0 ? "" : " ", 60 + (40 * i), 230 - (200 * gains[i] / highest));
  return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"{}/>\n",
                     points, style);
}

std::string plot(const Curve& asked, const Curve& random) {
  const double highest = std::ceil(100 * std::max(*std::ranges::max_element(asked), 0.01)) / 100;
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 500 280\" font-family=\"sans-serif\" "
      "font-size=\"12\" fill=\"currentColor\">\n<path d=\"M60 30V230H460\" fill=\"none\" stroke=\"currentColor\"/>\n";
  svg += fmt::format("<text x=\"52\" y=\"34\" text-anchor=\"end\">+{:.2f}</text>\n", highest);
  svg += "<text x=\"52\" y=\"234\" text-anchor=\"end\">0</text>\n";
  svg += "<text x=\"60\" y=\"18\">AMI gained, mean of the collections</text>\n";
  svg += "<text x=\"260\" y=\"262\" text-anchor=\"middle\">answers, 0 to 5 % of the items</text>\n";
  svg += line_of(asked, highest, "") + line_of(random, highest, " stroke-dasharray=\"5 4\"");
  svg += fmt::format("<text x=\"455\" y=\"{:.0f}\" text-anchor=\"end\">asked by the program</text>\n",
                     222 - (200 * asked.back() / highest) + 40);
  svg += fmt::format("<text x=\"455\" y=\"{:.0f}\" text-anchor=\"end\">at random</text>\n</svg>\n",
                     222 - (200 * random.back() / highest));
  return svg;
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::string> folders(words + 1, words + count);
  std::string svg;
  if (folders.size() >= 2 && folders[0] == "--svg") {
    svg = folders[1];
    folders.erase(folders.begin(), folders.begin() + 2);
  }
  Curve asked_mean;
  Curve random_mean;
  double gain_sum = 0;
  double asked_area = 0;
  double random_area = 0;
  fmt::print("| collection | answers | AMI before | after | gained | at random | area | at random |\n");
  fmt::print("|---|---|---|---|---|---|---|---|\n");
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const auto collection = load(folders[i]);
    if (!collection) {
      fmt::print(stderr, "cannot read {}\n", folders[i]);
      return 2;
    }
    const auto items = static_cast<double>(collection->truth.size());
    const auto questions = static_cast<std::size_t>(std::ceil(share_asked * items));
    const Curve asked = asked_by_program(*collection, questions);
    Chance chance(i + 1);
    Curve random;
    for (unsigned order = 0; order < random_orders; ++order)
      add(random, asked_at_random(*collection, questions, chance), 1.0 / random_orders);
    fmt::print("| {}, {} items | {} | {:.3f} | {:.3f} | {:+.3f} | {:+.3f} | {:.4f} | {:.4f} |\n", i + 1,
               collection->truth.size(), questions, asked.front(), asked.back(), asked.back() - asked.front(),
               random.back() - random.front(), area(asked), area(random));
    const double share = 1.0 / static_cast<double>(folders.size());
    add(asked_mean, gains(asked), share);
    add(random_mean, gains(random), share);
    gain_sum += share * (asked.back() - asked.front());
    asked_area += share * area(asked);
    random_area += share * area(random);
  }
  if (folders.empty()) return 2;
  fmt::print("| mean | | | | {:+.3f} | {:+.3f} | {:.4f} | {:.4f} |\n", gain_sum, random_mean.back(),
             asked_area, random_area);
  if (!svg.empty()) std::ofstream(svg) << plot(asked_mean, random_mean);
  return 0;
}
