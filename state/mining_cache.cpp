#include "state/mining_cache.h"

#include "state/record.h"

namespace agentops::state {
void fields(auto& io, SomeOrConst<Use> auto& use) {
  io(use.key, use.title, use.span, use.line, use.text, use.domain, use.line_end, use.values);
}

void fields(auto& io, SomeOrConst<PatternPart> auto& part) { io(part.text, part.is_slot, part.type); }

void fields(auto& io, SomeOrConst<Pattern> auto& pattern) {
  io(pattern.id, pattern.name, pattern.form, pattern.uses, pattern.items, pattern.of, pattern.domains);
  io(pattern.wordings, pattern.generic, pattern.stage, pattern.bits_saved, pattern.parts, pattern.links);
  io(pattern.content);
}

void fields(auto& io, SomeOrConst<Member> auto& member) {
  io(member.key, member.score, member.margin, member.runner_up, member.words, member.runner_up_words,
     member.close_call, member.doubt, member.decided, member.teacher, member.likeness);
}

void fields(auto& io, SomeOrConst<Choice> auto& choice) {
  io(choice.domain, choice.words, choice.references);
}

void fields(auto& io, SomeOrConst<Question> auto& question) { io(question.key, question.choices); }

void fields(auto& io, SomeOrConst<DomainPart> auto& part) { io(part.name, part.members); }

void fields(auto& io, SomeOrConst<Domain> auto& domain) {
  io(domain.id, domain.name, domain.terms, domain.representatives, domain.cohesion, domain.stability,
     domain.members, domain.area, domain.parts);
}

void fields(auto& io, SomeOrConst<SharedItem> auto& item) { io(item.key, item.domains); }

void fields(auto& io, SomeOrConst<Mining> auto& mining) {
  io(mining.domains, mining.shared, mining.unassigned, mining.questions, mining.patterns,
     mining.more_patterns);
  io(mining.copies, mining.clear, mining.numbers);
}

std::string encode(const Mining& mining, const Digest& key) {
  RecordWriter out;
  out(key, mining);
  return out.take();
}

std::optional<Mining> decode_mining_cache(std::string_view bytes, const Digest& key) {
  RecordReader in(bytes);
  Digest saved_under;
  in(saved_under);
  if (!in.ok() || saved_under != key) return std::nullopt;
  Mining mining;
  in(mining);
  if (!in.ok() || !in.at_end()) return std::nullopt;
  return mining;
}

}  // namespace agentops::state
