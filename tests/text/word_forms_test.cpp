#include "text/word_forms.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

std::string mapped(std::string_view text, const std::vector<WordMapping>& mappings) {
  return with_replacements(text, word_replacements(text, mappings));
}

struct Row {
  std::string_view from, to, text, answer;
};

TEST(WordForms, KeepTheFormOfWhatTheyReplace) {
  const Row table[] = {
      {"customer", "lead", "Customers ask; the customer's CUSTOMER.", "Leads ask; the lead's LEAD."},
      {"customer", "lead", "customer_id customerId CustomerPage getCustomer",
       "lead_id leadId LeadPage getLead"},
      {"customer", "lead", "customs customerization Ücustomer", "customs customerization Ücustomer"},
      {"inquiry", "box", "Inquiries, one inquiry", "Boxes, one box"},
      {"customer", "sales lead", "customer-id, a Customer, CUSTOMERS",
       "sales-lead-id, a Sales lead, SALES LEADS"},
      {"customer", "sales lead", "customerId newCustomer", "salesLeadId newSalesLead"},
      {"customer service", "sales", "customer-service, Customer Service; customer_services",
       "sales, Sales; saleses"},
      {"customer service", "field work", "customerService CUSTOMER_SERVICE", "fieldWork FIELD_WORK"},
      {"customer", "lead", "see https://customer.example/customers (customer)",
       "see https://customer.example/customers (lead)"},
      {"a", "b", "", ""},
  };
  for (const auto& [from, to, text, answer] : table)
    EXPECT_EQ(mapped(text, {{std::string(from), std::string(to)}}), answer) << from << " -> " << to;
}

TEST(WordForms, TakeTheLongestMapping) {
  EXPECT_EQ(mapped("customer service for a customer", {{"customer", "lead"}, {"customer service", "sales"}}),
            "sales for a lead");
}

TEST(WordForms, AreTraceable) {
  EXPECT_EQ(word_replacements("To customers.", {{"customer", "lead"}}),
            (std::vector<WordReplacement>{{3, "customers", "leads", 0}}));
}

TEST(PlainWords, AreLowerCaseAndApart) {
  EXPECT_EQ(plain_words("Customer-Service"), "customer service");
  EXPECT_EQ(plain_words("customerId"), "customer id");
  EXPECT_EQ(plain_words("--"), "");
}

}  // namespace
}  // namespace agentops::text
