// Puts our regular expressions behind the interface that libphonenumber asks for. The class keeps
// the name of the ICU adapter it replaces, because libphonenumber's sources create it by that name.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "phone/regex/regex.h"
#include "phonenumbers/regexp_adapter_icu.h"

namespace i18n {
namespace phonenumbers {
namespace {

using deskbell::regex::Anchor;
using deskbell::regex::Captures;
using deskbell::regex::Regex;

class Input : public RegExpInput {
 public:
  explicit Input(const string& text) : text_(text) {}
  string ToString() const override { return text_.substr(position_); }

  const string& text() const { return text_; }
  std::size_t position() const { return position_; }
  void set_position(std::size_t position) { position_ = position; }

 private:
  string text_;
  std::size_t position_ = 0;
};

/// Writes `replacement` with `$0` to `$9` standing for groups and a backslash taking the meaning
/// from what follows it.
void append_replacement(const string& replacement, const string& text, const Captures& captures,
                        unsigned groups, string& out) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (c == '\\' && next != '\0') {
      out.push_back(next);
      ++i;
    } else if (c == '$' && next >= '0' && next <= '9') {
      const auto group = static_cast<std::size_t>(next - '0');
      if (group <= groups) out.append(captures.text(text, group));
      ++i;
    } else {
      out.push_back(c);
    }
  }
}

/// Each formatter of numbers being typed has a cache of its own, and all ask for the same patterns.
std::shared_ptr<const std::optional<Regex>> shared_regex(const string& pattern) {
  constexpr std::size_t kMaxShared = 1000;  // all that libphonenumber asks for in a dozen countries
  thread_local std::unordered_map<string, std::shared_ptr<const std::optional<Regex>>> made;
  if (made.size() >= kMaxShared) made.clear();
  auto& entry = made[pattern];
  if (!entry) entry = std::make_shared<const std::optional<Regex>>(Regex::compile(pattern));
  return entry;
}

class Expression : public RegExp {
 public:
  /// A pattern that does not compile matches nothing, as with the adapters of libphonenumber.
  explicit Expression(const string& pattern) : pattern_(pattern) {}

  bool Consume(RegExpInput* input_string, bool anchor_at_start, string* group1, string* group2,
               string* group3, string* group4, string* group5, string* group6) const override {
    auto* const input = static_cast<Input*>(input_string);
    string* const wanted[] = {group1, group2, group3, group4, group5, group6};
    const Regex* const regex = compiled();
    if (regex == nullptr) return false;
    for (unsigned i = 0; i < 6; ++i) {
      if (wanted[i] != nullptr && i + 1 > regex->groups()) return false;
    }
    Captures captures;
    if (!regex->match(input->text(), input->position(),
                      anchor_at_start ? Anchor::start : Anchor::search, captures)) {
      return false;
    }
    for (unsigned i = 0; i < 6; ++i) {
      if (wanted[i] != nullptr) wanted[i]->assign(captures.text(input->text(), i + 1));
    }
    input->set_position(captures.last(0));
    return true;
  }

  bool Match(const string& text, bool full_match, string* group1) const override {
    const Regex* const regex = compiled();
    if (regex == nullptr) return false;
    if (group1 == nullptr || regex->groups() == 0) {
      return full_match ? regex->matches_fully(text) : regex->matches_somewhere(text);
    }
    Captures captures;
    if (!regex->match(text, 0, full_match ? Anchor::full : Anchor::search, captures)) return false;
    // The caller may pass the same string as text and as result.
    *group1 = string(captures.text(text, 1));
    return true;
  }

  bool Replace(string* text, bool global, const string& replacement) const override {
    const Regex* const regex = compiled();
    Captures captures;
    if (regex == nullptr || !regex->match(*text, 0, Anchor::search, captures)) return false;
    string out;
    std::size_t copied = 0;
    bool found = true;
    while (found) {
      out.append(*text, copied, captures.first(0) - copied);
      append_replacement(replacement, *text, captures, regex->groups(), out);
      copied = captures.last(0);
      std::size_t next = copied;
      if (captures.first(0) == captures.last(0)) {  // an empty match must not repeat
        next += copied < text->size() ? deskbell::decode_utf8(*text, copied).size : 1;
      }
      found = global && next <= text->size() && regex->match(*text, next, Anchor::search, captures);
    }
    out.append(*text, copied);
    text->swap(out);
    return true;
  }

 private:
  /// libphonenumber makes dozens of expressions at its start; most are never asked anything.
  const Regex* compiled() const {
    if (!regex_) regex_ = shared_regex(pattern_);
    return *regex_ ? &**regex_ : nullptr;
  }

  string pattern_;
  mutable std::shared_ptr<const std::optional<Regex>> regex_;
};

}  // namespace

RegExpInput* ICURegExpFactory::CreateInput(const string& utf8_input) const {
  return new Input(utf8_input);
}

RegExp* ICURegExpFactory::CreateRegExp(const string& utf8_regexp) const {
  return new Expression(utf8_regexp);
}

}  // namespace phonenumbers
}  // namespace i18n
