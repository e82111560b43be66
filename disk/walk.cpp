#include "disk/walk.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "disk/failure.h"
#include "disk/ignore.h"
#include "disk/listed.h"
#include "disk/listing.h"
#include "disk/stamp.h"

// A stack of folders that are still to be read, each named by its path from the root and opened from there
// when its turn comes: one descriptor and no recursion, however deep the tree. Paths longer than the system
// takes (4,095 bytes) are named in `skipped`.
//
// Links wait until all folders were read. Then it is known what is listed under a path of its own, and a link
// to that is told instead of followed, so that nothing is listed twice and no loop is entered.

namespace agentops::disk {
namespace {

constexpr std::size_t no_folder = static_cast<std::size_t>(-1);

/// Real ignore files are a few kilobytes with a few hundred rules; each rule is tried on each path below.
constexpr std::size_t largest_ignore_file = 64U << 10U;
constexpr std::size_t most_ignore_rules = 2000;

/// A folder that was entered.
struct Entered {
  std::size_t parent = no_folder;
  std::unique_ptr<FolderRules> rules;  ///< null when it brings none
};

/// A folder whose turn is still to come.
struct Pending {
  std::string path;  ///< empty for the root
  std::size_t parent = no_folder;
  bool included = false;  ///< all below it are
  bool linked = false;    ///< a link led here
};

std::vector<text::IgnoreRule> rules_of(const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) bytes += line + "\n";
  return text::read_ignore_rules(bytes);
}

std::string trimmed(std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

std::string special_name(EntryType type) {
  if (type == EntryType::Pipe) return "pipe";
  return type == EntryType::Socket ? "socket" : "device";
}

/// Why a link leads to nothing that may be read.
std::string broken_link(int number) {
  switch (number) {
    case EXDEV:
      return "link out of the root";
    case ELOOP:
      return "link loop";
    case ENOENT:
    case ENOTDIR:
      return "broken link";
    default:
      return reason(number);
  }
}

class Walker {
 public:
  Walker(const Folder& root, const WalkOptions& options);
  Result<Walked> run();

 private:
  Status enter(const Pending& folder);
  Status enter_pending();
  void visit(const Pending& folder, int descriptor, const Entry& entry, std::string path);
  void visit_file(int descriptor, const Pending& folder, const Entry& entry, std::string path);
  void visit_link(const Pending& link);
  void follow(const struct stat& target, const Pending& link);
  void list(std::string path, const struct stat& facts);
  void read_rules(int descriptor, const std::string& path, const std::vector<Entry>& entries);
  void gather_chain();
  bool is_left_out(const Entry& entry, const std::string& path) const;
  void skip(std::string path, std::string why) {
    result_.skipped.push_back({std::move(path), std::move(why)});
  }

  int root_;
  std::string shown_root_;
  Links links_;
  bool ignore_files_;
  unsigned deepest_;
  std::vector<text::IgnoreRule> include_, exclude_;
  std::set<std::string, std::less<>> skipped_names_, skipped_paths_;
  std::vector<Pending> pending_;
  std::vector<Pending> links_to_visit_;
  std::vector<Entered> entered_;
  Listed listed_;
  std::vector<const FolderRules*> chain_;  ///< of the folder that was entered last
  Walked result_;
};

Walker::Walker(const Folder& root, const WalkOptions& options)
    : root_(root.descriptor()),
      shown_root_(root.path()),
      links_(options.follow_links ? Links::FollowInside : Links::Refuse),
      ignore_files_(options.ignore_files),
      deepest_(options.deepest),
      include_(rules_of(options.include)),
      exclude_(rules_of(options.exclude)) {
  for (const std::string& skip : options.skip)
    (skip.contains('/') ? skipped_paths_ : skipped_names_).insert(trimmed(skip));
}

Result<Walked> Walker::run() {
  pending_.push_back({.path = "", .parent = no_folder, .included = include_.empty()});
  if (const Status status = enter_pending(); !status) return fail(status);
  // NOLINTNEXTLINE(modernize-loop-convert): visiting a link may add others
  for (std::size_t i = 0; i < links_to_visit_.size(); ++i) {
    visit_link(Pending(links_to_visit_[i]));
    if (const Status status = enter_pending(); !status) return fail(status);
  }
  std::ranges::sort(result_.files, {}, &FileStamp::path);
  std::ranges::sort(result_.skipped, {}, &Skipped::path);
  return std::move(result_);
}

Status Walker::enter_pending() {
  while (!pending_.empty()) {
    const Pending folder = std::move(pending_.back());
    pending_.pop_back();
    if (const Status status = enter(folder); !status) return status;
  }
  return {};
}

/// Lists one folder. Only the root's own failure ends the walk.
Status Walker::enter(const Pending& folder) {
  const bool is_root = folder.parent == no_folder;
  const Descriptor descriptor =
      open_below(root_, is_root ? "." : folder.path, O_RDONLY | O_DIRECTORY | O_NONBLOCK, links_);
  Descriptor for_listing =
      descriptor ? open_below(descriptor.get(), ".", O_RDONLY | O_DIRECTORY, links_) : Descriptor();
  auto entries = for_listing ? list_folder(std::move(for_listing)) : std::nullopt;
  struct stat facts{};
  if (!entries || fstat(descriptor.get(), &facts) != 0) {
    if (is_root) return fail(unreadable("list", shown_root_, errno));
    skip(folder.path, reason(errno));
    return {};
  }
  if (const std::string* there = folder.linked ? listed_.path_of(facts) : nullptr) {
    skip(folder.path, "link to " + *there);
    return {};
  }
  listed_.add(facts, folder.path);
  entered_.push_back({.parent = folder.parent, .rules = nullptr});
  if (ignore_files_) read_rules(descriptor.get(), folder.path, *entries);
  gather_chain();

  const std::string prefix = is_root ? "" : folder.path + "/";
  const std::size_t first_new = pending_.size();
  for (const Entry& entry : *entries) visit(folder, descriptor.get(), entry, prefix + entry.name);
  std::reverse(pending_.begin() + static_cast<std::ptrdiff_t>(first_new),
               pending_.end());  // the first comes off first
  return {};
}

void Walker::visit(const Pending& folder, int descriptor, const Entry& entry, std::string path) {
  if (is_left_out(entry, path)) return;
  const bool is_folder = entry.type == EntryType::Folder;
  const bool included =
      folder.included || text::judge(include_, path, is_folder) == text::IgnoreVerdict::Ignored;
  Pending next{.path = path, .parent = entered_.size() - 1, .included = included, .linked = folder.linked};
  if (is_folder && std::ranges::count(path, '/') >= static_cast<std::ptrdiff_t>(deepest_))
    skip(std::move(path), fmt::format("more than {} folders deep", deepest_));
  else if (is_folder)
    pending_.push_back(std::move(next));
  else if (entry.type == EntryType::Link)
    links_to_visit_.push_back(std::move(next));
  else if (!included)
    return;
  else if (entry.type == EntryType::File)
    visit_file(descriptor, folder, entry, std::move(path));
  else
    skip(std::move(path), special_name(entry.type));
}

void Walker::visit_file(int descriptor, const Pending& folder, const Entry& entry, std::string path) {
  struct stat facts{};
  if (fstatat(descriptor, entry.name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
    skip(std::move(path), reason(errno));
  else if (!S_ISREG(facts.st_mode))
    skip(std::move(path), "replaced while the folder was read");
  else if (const std::string* there = folder.linked ? listed_.path_of(facts) : nullptr)
    skip(std::move(path), "link to " + *there);
  else
    list(std::move(path), facts);
}

void Walker::list(std::string path, const struct stat& facts) {
  listed_.add(facts, path);
  result_.files.push_back(stamp_of(std::move(path), facts));
}

/// Where the link leads is the kernel's word: the target is opened as reading it would.
void Walker::visit_link(const Pending& link) {
  if (!link.included && links_ == Links::Refuse) return;
  const Descriptor target = open_below(root_, link.path, O_PATH, Links::FollowInside);
  if (!target) return skip(link.path, broken_link(errno));
  struct stat facts{};
  if (fstat(target.get(), &facts) != 0) return skip(link.path, reason(errno));
  if (const std::string* there = listed_.path_of(facts))
    skip(link.path, there->empty() ? "link to the folder itself" : "link to " + *there);
  else if (links_ == Links::Refuse)
    skip(link.path, "link, not followed");
  else
    follow(facts, link);
}

/// Goes where no path of its own leads.
void Walker::follow(const struct stat& target, const Pending& link) {
  const EntryType type = type_of_mode(target.st_mode);
  if (type == EntryType::Folder)
    pending_.push_back({.path = link.path, .parent = link.parent, .included = link.included, .linked = true});
  else if (!link.included)
    return;
  else if (type == EntryType::File)
    list(link.path, target);
  else
    skip(link.path, special_name(type));
}

/// The ignore files of the folder that was entered last.
void Walker::read_rules(int descriptor, const std::string& path, const std::vector<Entry>& entries) {
  const auto has = [&](std::string_view name) {
    return std::ranges::binary_search(entries, name, {}, &Entry::name);
  };
  auto rules = std::make_unique<FolderRules>();
  rules->prefix = path.empty() ? 0 : path.size() + 1;
  rules->is_repository = has(".git");
  bool any = rules->is_repository;
  for (std::size_t source = 0; source < ignore_file_names.size(); ++source) {
    const std::string name(ignore_file_names[source]);
    const bool of_repository = source == static_cast<std::size_t>(IgnoreSource::GitExclude);
    if (of_repository ? !rules->is_repository : !has(name)) continue;
    const Descriptor file = open_below(descriptor, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, Links::Refuse);
    if (!file && of_repository) continue;  // most have none, and a worktree's .git is a file
    const auto bytes = file ? read_bytes(file.get(), 4096, largest_ignore_file + 1) : std::nullopt;
    const std::string shown = path.empty() ? name : fmt::format("{}/{}", path, name);
    if (!bytes) {
      skip(shown, "ignore file not obeyed: " + reason(errno));
    } else if (bytes->size() > largest_ignore_file) {
      skip(shown, fmt::format("ignore file not obeyed: over {} KiB", largest_ignore_file >> 10U));
    } else if (auto read = text::read_ignore_rules(*bytes); read.size() > most_ignore_rules) {
      skip(shown, fmt::format("ignore file not obeyed: over {} rules", most_ignore_rules));
    } else {
      rules->rules[source] = std::move(read);
      any = true;
    }
  }
  if (any) entered_.back().rules = std::move(rules);
}

void Walker::gather_chain() {
  chain_.clear();
  for (std::size_t at = entered_.size() - 1; at != no_folder; at = entered_[at].parent)
    if (entered_[at].rules) chain_.push_back(entered_[at].rules.get());
  std::ranges::reverse(chain_);
}

bool Walker::is_left_out(const Entry& entry, const std::string& path) const {
  const bool is_folder = entry.type == EntryType::Folder;
  return skipped_names_.contains(entry.name) || skipped_paths_.contains(path) ||
         text::judge(exclude_, path, is_folder) == text::IgnoreVerdict::Ignored ||
         is_ignored(chain_, path, is_folder);
}

}  // namespace

Result<Walked> walk(const Folder& root, const WalkOptions& options) { return Walker(root, options).run(); }

}  // namespace agentops::disk
