// Strongly connected groups of the graph "calls" (R. Tarjan, Depth-first search and linear graph algorithms,
// 1972), with a stack of our own: no recursion follows the input.

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

using Node = std::uint32_t;

struct Call {
  Node to = 0;
  const Mention* at = nullptr;
};

using Graph = std::vector<std::vector<Call>>;

bool is_procedure(Kind kind) {
  return kind == Kind::Workflow || kind == Kind::Command || kind == Kind::Prompt;
}

/// A file that is named beside such a verb is more often read than run: "follows from red.md".
bool is_by_name(MentionForm form) {
  return form == MentionForm::Slash || form == MentionForm::Name || form == MentionForm::Role;
}

/// The mention behind a reference when it calls, not merely names: "run /deploy".
const Mention* calling_mention(const Item& item, const Reference& reference) {
  const auto found = std::ranges::find_if(item.mentions, [&](const Mention& mention) {
    return mention.called && is_by_name(mention.form) && mention.form == reference.form &&
           mention.target == reference.target && std::ranges::binary_search(reference.lines, mention.line);
  });
  return found == item.mentions.end() ? nullptr : &*found;
}

Graph calls_between(const std::vector<Item>& items) {
  std::unordered_map<std::string_view, Node> nodes;
  for (Node i = 0; i < items.size(); ++i)
    if (is_procedure(items[i].kind)) nodes.emplace(items[i].key, i);
  Graph graph(items.size());
  for (const auto& [key, from] : nodes)
    for (const Reference& reference : items[from].references)
      if (const auto to = nodes.find(reference.to); to != nodes.end())
        if (const Mention* mention = calling_mention(items[from], reference))
          graph[from].push_back({to->second, mention});
  return graph;
}

/// Groups of two and more nodes that reach one another, each ascending.
class Groups {
 public:
  explicit Groups(const Graph& graph)
      : graph_(graph), order_(graph.size()), low_(graph.size()), on_(graph.size()) {
    for (Node node = 0; node < graph.size(); ++node)
      if (order_[node] == 0) visit(node);
  }
  [[nodiscard]] const std::vector<std::vector<Node>>& found() const { return found_; }

 private:
  struct Frame {
    Node node;
    std::size_t next = 0;
  };

  void enter(Node node, std::vector<Frame>& frames) {
    order_[node] = low_[node] = ++count_;
    open_.push_back(node);
    on_[node] = true;
    frames.push_back({.node = node});
  }

  void visit(Node root) {
    std::vector<Frame> frames;
    enter(root, frames);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      if (frame.next < graph_[frame.node].size()) {
        const Node to = graph_[frame.node][frame.next++].to;
        if (order_[to] == 0)
          enter(to, frames);
        else if (on_[to])
          low_[frame.node] = std::min(low_[frame.node], order_[to]);
        continue;
      }
      const Node done = frame.node;
      frames.pop_back();
      if (!frames.empty()) low_[frames.back().node] = std::min(low_[frames.back().node], low_[done]);
      if (low_[done] == order_[done]) close(done);
    }
  }

  void close(Node root) {
    std::vector<Node> group;
    while (group.empty() || group.back() != root) {
      group.push_back(open_.back());
      on_[open_.back()] = false;
      open_.pop_back();
    }
    std::ranges::sort(group);
    if (group.size() > 1) found_.push_back(std::move(group));
  }

  const Graph& graph_;
  std::vector<Node> order_, low_, open_;
  std::vector<bool> on_;
  Node count_ = 0;
  std::vector<std::vector<Node>> found_;
};

void find(const Facts& facts, Sightings& sightings) {
  const std::vector<Item>& items = facts.inventory.items;
  const Graph graph = calls_between(items);
  const Groups groups(graph);
  for (const std::vector<Node>& group : groups.found()) {
    std::vector<std::string> names;
    for (const Node node : group) names.push_back(text::for_terminal(items[node].name));
    const Item& first = items[group.front()];
    const auto call = std::ranges::find_if(
        graph[group.front()], [&](const Call& c) { return std::ranges::binary_search(group, c.to); });
    sightings.push_back({.message = fmt::format("these call one another: {}", fmt::join(names, ", ")),
                         .span = call->at->span,
                         .line = call->at->line,
                         .path = first.path});
  }
}

}  // namespace

Rule cycle_of_workflows() {
  return {
      .card =
          {.id = "AO303",
           .title = "workflows that call one another",
           .severity = Severity::Warning,
           .what =
               "Workflows, commands or prompts call each other in a circle: \"run /b\" in a, \"run /a\" in b. Only calls "
               "count, not what is named in passing. Told once for each circle, at its first item.",
           .why =
               "An assistant that does what it is told never comes to an end, and packages of them cannot be split.",
           .bad = "deploy.md:   First run /validate.\nvalidate.md: Then run /deploy.",
           .good = "deploy.md:   First run /validate.",
           .mend = "let one of them only name the other; agentops show NAME  lists both directions"},
      .look_at_facts = find};
}

}  // namespace agentops::check
