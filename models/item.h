#pragma once

/// One agent, workflow, command, skill, rule, prompt, pattern or document: the facts that stay in memory after its
/// text has been let go. Screens, JSON, plan and caches all speak of items.
///
/// An item's key is its path, or `path#N` (N from 1) when a file holds several.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/finding.h"
#include "models/kind.h"
#include "models/source.h"

namespace agentops {

/// How a text names another item or file, before anybody knows whether that exists.
enum class MentionForm : std::uint8_t {
  Link,     ///< [text](target), a reference definition, or an image
  Import,   ///< @path/to/file
  Slash,    ///< /command-name
  Path,     ///< `agents/name.md` written in text or code
  Name,     ///< a distinctive name in prose or in backticks: deploy-infra
  Role,     ///< "the reviewer agent", "use the X skill": a plain word made a name by its neighbour
  Listing,  ///< a name in a frontmatter list: `skills: [a, b]`, `agents: ...`
};

struct Mention {
  MentionForm form = MentionForm::Name;
  std::string target;      ///< as written, without decoration: no '/', '@', backticks, anchor
  std::string anchor;      ///< what follows '#' in a link; may be empty
  Span span;               ///< of the target in the file, exactly what a rewrite replaces
  std::uint32_t line = 0;  ///< from 1
  bool in_code = false;    ///< inside a code block: named, but never rewritten
  bool quoted = false;     ///< in backticks or bold: meant as a name
  bool called = false;     ///< right after a verb that calls something: "run X", "use `/X`"; in a drawn tree: it is that of the text's own folder, and `target` has its folders
  bool listed = false;     ///< heads an entry of a list of such: below "## Skills" or "### references/", in a drawn tree of files
  Kind wanted = Kind::Other;  ///< of a Role or Listing: what its neighbour calls it ("the X agent"); Other: not said

  friend bool operator==(const Mention&, const Mention&) = default;
};

/// A mention that was looked up.
struct Reference {
  std::string target;  ///< as written
  std::string to;      ///< key of the item, or path of the file it resolves to; empty: dead
  MentionForm form = MentionForm::Name;
  std::vector<std::uint32_t> lines;  ///< each place, ascending

  friend bool operator==(const Reference&, const Reference&) = default;
};

/// A value written into the text that another user would want to change.
enum class LiteralType : std::uint8_t { Money, Percent, Duration, Number, Version, Url, Host, Address, Email, Channel, HomePath, Account, Model, Path, Record };

/// "money", "home_path", ...; a Path is absolute and nobody's home, a Record is one ticket, order or customer.
[[nodiscard]] constexpr std::string_view name_of(LiteralType type) {
  constexpr std::array<std::string_view, 15> names = {"money", "percent", "duration", "number", "version", "url", "host", "address",
                                                      "email", "channel", "home_path", "account", "model", "path", "record"};
  return names[static_cast<std::size_t>(type)];
}

struct Literal {
  LiteralType type = LiteralType::Number;
  std::string value;       ///< as written
  std::string context;     ///< the words before it on its line, for naming a setting: "amount is above"
  std::string after = {};  ///< the words right behind it: "refund window"; none beyond a comma or a full stop
  Span span;               ///< of the value in the file
  std::uint32_t line = 0;  ///< from 1
  bool in_code = false;    ///< on a line of a code block

  friend bool operator==(const Literal&, const Literal&) = default;
};

/// What an item needs around it. Lists are sorted and without repeats, literals in reading order.
struct Uses {
  std::vector<std::string> programs;  ///< called in code: "kubectl"
  std::vector<std::string> files;     ///< read or written in code: "overlays/prod"
  std::vector<std::string> env;       ///< environment variables: "KUBECONFIG"
  std::vector<std::string> hosts;     ///< "ci.example.com", without scheme and port
  std::vector<std::string> tools;     ///< of the assistant, from the frontmatter: "Bash"
  std::vector<Literal> literals;

  friend bool operator==(const Uses&, const Uses&) = default;
};

struct Item {
  std::string key;   ///< path, or path#N
  std::string path;  ///< of its file, relative to the root, with '/'
  std::string id;    ///< first 7 hex digits of body_digest: a hint that follows a moved file; may be shared
  std::uint32_t line = 1;  ///< where it begins in its file, from 1
  Kind kind = Kind::Other;
  std::vector<std::string> kind_from;  ///< evidence, strongest first: "path.agents", "frontmatter.tools"
  double kind_confidence = 0;          ///< 0..1; below .7 the kind is unsure
  Kind runner_up = Kind::Other;        ///< the kind that has the next most to say for it
  std::vector<std::string> runner_up_from;  ///< its evidence; empty: nothing speaks for another kind
  std::string name;
  std::string name_from;  ///< "frontmatter", "heading", "file"
  std::string title;      ///< first heading; may be empty
  std::string description;
  std::string description_from;  ///< "frontmatter", "purpose", "first sentence", ..., "headings", "keys"; empty when there is none
  std::string model;             ///< the language model that the frontmatter asks for; may be empty
  std::uint32_t lines = 0;
  std::uint32_t tokens = 0;  ///< estimated: bytes of text / 4
  Digest digest;             ///< of the item's bytes
  Digest body_digest;        ///< of the body's normalised words, without the frontmatter
  std::vector<Mention> mentions;     ///< in reading order
  std::vector<Reference> references; ///< the mentions looked up among all items and files; sorted by first line, target
  Uses uses;
  std::vector<Finding> findings;

  friend bool operator==(const Item&, const Item&) = default;
};

/// True when another kind is nearly as likely.
[[nodiscard]] inline bool is_unsure(const Item& item) { return item.kind_confidence < 0.7; }

/// True when words of the text say what the item is for, and not its headings or keys alone.
[[nodiscard]] inline bool is_described(const Item& item) {
  return !item.description.empty() && item.description_from != "headings" && item.description_from != "keys";
}

}  // namespace agentops
