#include "actions/search_places.h"

#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "actions/packages.h"
#include "actions/registries.h"
#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

using Keys = std::vector<std::string>;

/// A project with one item, and packages beside it. Caches and packages of the user lie in folders of the
/// test.
class SearchPlacesTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
      setenv(name, folder_.path(name).c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    folder_.write(
        "project/agents/deploy.md",
        "---\nname: deploy\ndescription: Deploys a service.\n---\nYou deploy it and may roll back.\n");
  }

  /// Writes a package with one agent, which says `text`.
  std::string package(const std::string& name, const std::string& text,
                      const std::string& version = "1.0.0") {
    const std::string at = "made/" + name + "-" + version + "/";
    folder_.write(at + "package.yaml", "name: " + name + "\nversion: " + version +
                                           "\ndescription: What we know about " + name +
                                           ".\nauthor: A\nlicense: MIT\nagents:\n  - agents/" + name +
                                           ".md\ndocumentation:\n  readme: README.md\n");
    folder_.write(at + "README.md", "# " + name + "\n\nWhat we know.\n");
    folder_.write(at + "agents/" + name + ".md",
                  "---\nname: " + name + "\ndescription: Works on " + name + ".\n---\n" + text + "\n");
    return folder_.path(at);
  }

  Project project(const std::string& at = "project") const {
    folder_.make_folder(at);
    auto opened = Project::open({.root = folder_.path(at), .threads = 2});
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }

  void install(const std::string& from, const std::string& at = "project") const {
    const auto installed = install_packages(project(at), {.from = {from}});
    ASSERT_TRUE(installed) << installed.error().message;
  }

  /// Publishes a package to the registry "team" of the project.
  void offer(const std::string& from) const {
    const std::string registry = folder_.path("registry");
    ASSERT_TRUE(init_registry(registry, false));
    ASSERT_TRUE(add_registry(project(), {.name = "team", .url = registry}, false));
    const auto built = build_package({.folder = from, .out = folder_.path()});
    ASSERT_TRUE(built) << built.error().message;
    const auto published = publish(project(), {.file = built->file});
    ASSERT_TRUE(published) << published.error().message;
    ASSERT_TRUE(published->validation.valid);
  }

  Keys find(const std::string& words, const PlacesOrder& order = {}) {
    const Project here = project();
    auto places = SearchPlaces::open(here, order);
    EXPECT_TRUE(places) << places.error().message;
    if (!places) return {};
    const auto found = places->search({.query = {.words = words}});
    EXPECT_TRUE(found) << found.error().message;
    words_ = places->words();
    Keys keys;
    for (const PlacedHit& hit : found->found) keys.push_back(hit.item.key);
    return keys;
  }

  static std::string users() { return "XDG_DATA_HOME/agentops"; }

  test::TempFolder folder_{test::TempFolder::in_memory()};
  std::vector<std::string> words_;  ///< of the last search
};

TEST_F(SearchPlacesTest, LooksIntoInstalledPackagesToo) {
  install(package("core", "Talk to people before you roll back."));
  EXPECT_EQ(find("roll back"), (Keys{"agents/deploy.md", "packages/core/agents/core.md"}));
  EXPECT_EQ(find("roll package:core"), Keys{"packages/core/agents/core.md"});
  EXPECT_EQ(find("roll back", {.folder = false}), Keys{"packages/core/agents/core.md"});
  EXPECT_EQ(words_, Keys{});
}

TEST_F(SearchPlacesTest, LooksIntoPackagesOfTheUser) {
  install(package("mine", "Always roll back on Fridays."), users());
  EXPECT_EQ(find("fridays"), Keys{folder_.path(users()) + "/packages/mine/agents/mine.md"});
}

TEST_F(SearchPlacesTest, NamesAVersionOnceThatIsInstalledTwice) {
  const std::string core = package("core", "Roll back on Fridays.");
  install(core);
  install(core, users());
  EXPECT_EQ(find("fridays"), Keys{"packages/core/agents/core.md"});
}

TEST_F(SearchPlacesTest, FollowsWhatIsInstalled) {
  install(package("core", "Roll back on Fridays."));
  EXPECT_EQ(find("fridays"), Keys{"packages/core/agents/core.md"});
  install(package("core", "Roll back on Mondays.", "1.1.0"));
  EXPECT_EQ(find("fridays"), Keys{});
  EXPECT_EQ(find("mondays"), Keys{"packages/core/agents/core.md"});
  ASSERT_TRUE(uninstall_packages(project(), {"core"}, false));
  EXPECT_EQ(find("mondays"), Keys{});
}

TEST_F(SearchPlacesTest, TellsOfAPackageThatIsNotThere) {
  install(package("core", "Roll back on Fridays."));
  folder_.remove("project/packages/core");
  EXPECT_EQ(find("fridays"), Keys{});
  EXPECT_EQ(words_, Keys{"packages/core is not there: agentops package install brings it back"});
}

TEST_F(SearchPlacesTest, SearchesAnEditedPackageAsItIs) {
  install(package("core", "Roll back on Fridays."));
  folder_.write("project/packages/core/agents/core.md", "---\nname: core\n---\nRoll back on Sundays.\n");
  EXPECT_EQ(find("sundays"), Keys{"packages/core/agents/core.md"});
  EXPECT_EQ(words_, Keys{"core@1.0.0 was edited since it was installed: it is searched as it is now"});
}

TEST_F(SearchPlacesTest, MergesTheIndexesOfManyPackages) {
  for (int i = 0; i < 30; ++i)
    install(package("part" + std::to_string(i), "Roll back on Fridays, number" + std::to_string(i) + "."));
  EXPECT_EQ(find("number17"), Keys{"packages/part17/agents/part17.md"});
  EXPECT_EQ(find("fridays").size(), 10U);
  ASSERT_TRUE(uninstall_packages(project(), {"part17"}, false));
  EXPECT_EQ(find("number17"), Keys{});
  EXPECT_EQ(find("number18"), Keys{"packages/part18/agents/part18.md"});
}

TEST_F(SearchPlacesTest, LooksIntoARegistryWhenAsked) {
  offer(package("core", "Roll back on Fridays."));
  EXPECT_EQ(find("fridays"), Keys{});
  EXPECT_EQ(find("fridays", {.packages = {.registry = "team"}}), Keys{"core@1.0.0/agents/core.md"});
  install("core");
  EXPECT_EQ(find("fridays", {.packages = {.registry = "team"}}), Keys{"packages/core/agents/core.md"});
}

TEST_F(SearchPlacesTest, UnpacksAnOfferedPackageOnce) {
  offer(package("core", "Roll back on Fridays."));
  const Project here = project();
  std::vector<std::string> words;
  const auto offered = packages_to_search(here, {.registry = "team"}, words);
  ASSERT_TRUE(offered) << offered.error().message;
  ASSERT_EQ(offered->size(), 1U);
  ASSERT_TRUE(offered->front().read_file("README.md"));
  folder_.remove("registry");
  const auto agent = offered->front().read_file("agents/core.md");
  ASSERT_TRUE(agent) << agent.error().message;
  EXPECT_TRUE(agent->ends_with("Roll back on Fridays.\n")) << *agent;
}

TEST_F(SearchPlacesTest, RefusesAServerWithoutAskingIt) {
  folder_.write("project/agentops.yaml",
                "registries:\n  - name: far\n    url: https://registry.invalid/far\n");
  const auto here = Project::open({.root = folder_.path("project"), .threads = 1, .offline = true});
  ASSERT_TRUE(here) << here.error().message;
  std::vector<std::string> words;
  const auto refused = packages_to_search(*here, {.registry = "far"}, words);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Usage) << refused.error().message;
}

TEST_F(SearchPlacesTest, TellsCopiesByWhatTheySay) {
  folder_.write("project/agents/a.md", "---\nname: a\ndescription: Paints the boat.\n---\n");
  folder_.write("project/agents/b.md", "---\nname: b\ndescription: Paints the boat, and the pier.\n---\n");
  folder_.write("project/copy/a.md", "---\nname: a\ndescription: Paints the boat.\n---\n");
  const Project here = project();
  const auto found = search_places(here, {}, {.query = {.words = "paints boat"}});
  ASSERT_TRUE(found) << found.error().message;
  std::map<std::string, std::string> same;
  for (const PlacedHit& hit : found->found)
    same[hit.item.key] = hit.same ? found->found[*hit.same].item.key : "";
  EXPECT_EQ(same, (std::map<std::string, std::string>{
                      {"agents/a.md", ""}, {"agents/b.md", ""}, {"copy/a.md", "agents/a.md"}}));
}

TEST_F(SearchPlacesTest, MendsWhatIsDamaged) {
  install(package("core", "Roll back on Fridays."));
  EXPECT_EQ(find("fridays"), Keys{"packages/core/agents/core.md"});
  for (const std::string name : {"current", "items.cache", "postlist.glass"}) {
    SCOPED_TRACE(name);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path("XDG_CACHE_HOME")))
      if (entry.path().filename() == name) std::filesystem::resize_file(entry.path(), 20);
    EXPECT_EQ(find("fridays"), Keys{"packages/core/agents/core.md"});
    ASSERT_EQ(words_.size(), 1U);
    EXPECT_TRUE(words_.front().ends_with("built again")) << words_.front();
    EXPECT_EQ(find("fridays"), Keys{"packages/core/agents/core.md"});
    EXPECT_EQ(words_, Keys{});
  }
}

}  // namespace
}  // namespace agentops::actions
