#include "actions/author.h"

#include <gtest/gtest.h>

namespace agentops::actions {
namespace {

TEST(Author, IsTheNameInTheUserSection) {
  struct Case {
    std::string_view config, name;
  };
  for (const Case& c : {Case{"[user]\n\tname = Ann Owner\n", "Ann Owner"},
                        Case{"[user]\nname=\"Ann # Owner\"\nemail = a@b\n", "Ann # Owner"},
                        Case{"[core]\nname = no\n[user]\nname = Ann ; a remark\n", "Ann"},
                        Case{"[user]\nname = Old\n[alias]\nname = x\n[user]\nname = New\n", "New"},
                        Case{"[user]\nemail = a@b\n", ""}, Case{"", ""}})
    EXPECT_EQ(user_name_in(c.config), c.name) << c.config;
}

}  // namespace
}  // namespace agentops::actions
