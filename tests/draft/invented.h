#pragma once

/// A small invented folder, built in code: what a scan and a plan would say about it.
///
///   Invented folder;
///   folder.agent("team/refund.md", "# Refund\nSee [lead](lead.md).\n").domain("support",
///   {"team/refund.md"}); folder.link("team/refund.md", "lead.md", "team/lead.md"); const Draft draft =
///   folder.draft();

#include <map>
#include <string>
#include <vector>

#include "draft/draft.h"
#include "draft/redraft.h"

namespace agentops::draft {

class Invented {
 public:
  /// Adds an item that fills its file; it is named for the file, described by the line after `description:`.
  Invented& item(Kind kind, const std::string& path, const std::string& text);
  Invented& agent(const std::string& path, const std::string& text) { return item(Kind::Agent, path, text); }
  Invented& workflow(const std::string& path, const std::string& text) {
    return item(Kind::Workflow, path, text);
  }
  Invented& skill(const std::string& path, const std::string& text) { return item(Kind::Skill, path, text); }

  /// Two items in one file: the second begins at the line that is `second`.
  Invented& pair(Kind kind, const std::string& path, const std::string& text, const std::string& second);

  /// A file that is no item; `owner` is the skill that it belongs to, or "".
  Invented& file(const std::string& path, const std::string& bytes, const std::string& owner = "",
                 bool executable = false);

  /// No package may hold this file.
  Invented& forbid(const std::string& path, const std::string& why);

  /// Each place where `key` says `written` leads to `to` (empty: to nothing).
  Invented& refer(MentionForm form, const std::string& key, const std::string& written,
                  const std::string& to);
  /// The same of a path in a list of what a folder holds.
  Invented& list_file(const std::string& key, const std::string& written, const std::string& to);
  Invented& link(const std::string& key, const std::string& written, const std::string& to) {
    return refer(MentionForm::Link, key, written, to);
  }

  /// The first place where `key` says `value` is a literal.
  Invented& literal(const std::string& key, LiteralType type, const std::string& value);

  Invented& domain(const std::string& name, const std::vector<std::string>& keys,
                   const std::vector<std::string>& terms = {});
  Invented& heading(HeadingRole role, const std::string& name, const std::vector<std::string>& keys);

  /// A generic pattern under [core], standing wherever an item says `text`.
  Invented& pattern(const std::string& name, const std::string& text);

  /// Takes an item out of the folder; the plan still names it.
  Invented& forget(const std::string& key);

  [[nodiscard]] Item& at(const std::string& key);
  [[nodiscard]] const Inventory& inventory() const { return inventory_; }
  [[nodiscard]] SourceReader reader() const;
  [[nodiscard]] Result<Draft> try_draft(const DraftOptions& options = {}) const;
  [[nodiscard]] Draft draft(const DraftOptions& options = {}) const { return *try_draft(options); }

 private:
  Document document(const Item& item) const;
  void add(Item item, const std::string& text, std::size_t begin, std::size_t end);

  Inventory inventory_;
  Plan plan_;
  Mining mining_;
  std::map<std::string, std::string> bytes_;
  std::map<std::string, std::string> forbidden_;  ///< path -> why
  std::map<std::string, Span> extents_;           ///< of each item in its file, by key
};

/// The text of a file in a package; a copied file gives the bytes of its source.
[[nodiscard]] std::string text_in(const Invented& folder, const DraftedPackage& package,
                                  const std::string& path);

/// The package of this name; it must be there.
[[nodiscard]] const DraftedPackage& package_in(const Draft& draft, const std::string& name);

/// A package's folder on an imagined disk, on which drafts are put.
class Shelf {
 public:
  /// Puts a fresh draft over what is there; returns what became of each file.
  Redraft put(const Invented& folder, const DraftedPackage& package);

  std::map<std::string, std::string> files;  ///< a test edits them as an owner would
};

}  // namespace agentops::draft
