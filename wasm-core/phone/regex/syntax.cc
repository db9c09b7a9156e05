#include "phone/regex/syntax.h"

#include <utility>

#include "base/utf8.h"

namespace deskbell::regex {
namespace {

/// Recursive descent over the code points of a pattern. A failed step sets failed_ and the
/// callers run out; nothing is thrown.
class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  std::optional<Syntax> run() {
    if (pattern_.size() > kMaxPatternBytes) return std::nullopt;
    Syntax syntax;
    syntax.root = choice(0);
    if (failed_ || at_ != pattern_.size()) return std::nullopt;
    syntax.groups = groups_;
    return syntax;
  }

 private:
  bool more() const { return !failed_ && at_ < pattern_.size(); }
  char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }
  bool take(std::string_view text) {
    if (!pattern_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  char32_t take_point() {
    if (at_ >= pattern_.size()) {
      failed_ = true;
      return 0;
    }
    const Decoded read = decode_utf8(pattern_, at_);
    at_ += read.size;
    return read.point;
  }

  Node choice(int depth) {
    Node node;
    if (depth > kMaxDepth) {
      failed_ = true;
      return node;
    }
    const bool fold_before = fold_;  // (?i) holds to the end of its group
    node.kind = Node::Kind::choice;
    do {
      node.children.push_back(sequence(depth));
    } while (!failed_ && take("|"));
    fold_ = fold_before;
    if (node.children.size() > 1) return node;
    Node only = std::move(node.children.front());
    return only;
  }

  Node sequence(int depth) {
    Node node;
    node.kind = Node::Kind::sequence;
    while (more() && peek() != '|' && peek() != ')') {
      if (take("(?i)")) {
        fold_ = true;
        continue;
      }
      Node item = quantified(atom(depth));
      if (!failed_) node.children.push_back(std::move(item));
    }
    return node;
  }

  Node atom(int depth) {
    Node node;
    if (take("^")) {
      node.kind = Node::Kind::begin;
    } else if (take("$")) {
      node.kind = Node::Kind::end;
    } else if (take("(?:")) {
      node = choice(depth + 1);
      failed_ = failed_ || !take(")");
    } else if (take("(")) {
      failed_ = failed_ || peek() == '?' || groups_ >= kMaxGroups;
      node.kind = Node::Kind::capture;
      node.group = ++groups_;
      if (!failed_) node.children.push_back(choice(depth + 1));
      failed_ = failed_ || !take(")");
    } else {
      node = one_of();
    }
    return node;
  }

  /// Something that consumes exactly one code point.
  Node one_of() {
    Node node;
    node.kind = Node::Kind::set;
    if (take("[")) {
      bracket(node.set);
    } else if (take(".")) {
      for (const char32_t line_end : {U'\n', U'\r', U'\x85', U'\u2028', U'\u2029'}) {
        node.set.add(line_end, line_end);
      }
      node.set.negate();
    } else if (take("\\")) {
      escape(node.set);
    } else if (peek() == '*' || peek() == '+' || peek() == '?' || peek() == '{') {
      failed_ = true;  // nothing to repeat
    } else {
      const char32_t point = take_point();
      node.set.add(point, point);
    }
    if (fold_) node.set.add_other_cases();
    node.set.finish();
    return node;
  }

  /// What follows a backslash. @return the character it stands for, or 0 when it was a whole set
  char32_t escape(CharSet& set) {
    const char32_t point = take_point();
    CharSet part;
    bool negated = false;
    switch (point) {
      case U'D':
        negated = true;
        [[fallthrough]];
      case U'd':
        part.add(U'0', U'9');
        break;
      case U'S':
        negated = true;
        [[fallthrough]];
      case U's':
        part.add(U'\t', U'\r');
        part.add(U' ', U' ');
        part.add(separators());
        break;
      case U'W':
        negated = true;
        [[fallthrough]];
      case U'w':
        part.add(U'0', U'9');
        part.add(U'A', U'Z');
        part.add(U'a', U'z');
        part.add(U'_', U'_');
        break;
      case U'P':
        negated = true;
        [[fallthrough]];
      case U'p':
        property(part);
        break;
      default: {
        const char32_t literal = escaped_literal(point);
        set.add(literal, literal);
        return literal;
      }
    }
    part.finish();
    if (negated) part.negate();
    set.add(part);
    return 0;
  }

  /// Other letters and digits after a backslash mean things outside of the language.
  char32_t escaped_literal(char32_t point) {
    switch (point) {
      case U't':
        return U'\t';
      case U'n':
        return U'\n';
      case U'r':
        return U'\r';
      default:
        break;
    }
    const bool letter = (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z');
    const bool digit = point >= U'0' && point <= U'9';
    if (letter || digit) failed_ = true;
    return point;
  }

  void property(CharSet& set) {
    if (!take("{")) {
      failed_ = true;
      return;
    }
    const std::size_t end = pattern_.find('}', at_);
    if (end == std::string_view::npos) {
      failed_ = true;
      return;
    }
    const RangeTable* table = property_table(pattern_.substr(at_, end - at_));
    if (table == nullptr) {
      failed_ = true;
      return;
    }
    set.add(*table);
    at_ = end + 1;
  }

  /// After '['. A ']' that comes first is not a member but the end, as in JavaScript.
  void bracket(CharSet& set) {
    const bool negated = take("^");
    while (more() && peek() != ']') {
      const char32_t first = member(set);
      if (first == 0 || peek() != '-' || at_ + 1 >= pattern_.size() || pattern_[at_ + 1] == ']') {
        continue;
      }
      ++at_;  // the hyphen of a range
      const char32_t last = member(set);
      if (last < first) {
        failed_ = true;
        return;
      }
      set.add(first, last);
    }
    if (!take("]")) failed_ = true;
    if (negated) {
      if (fold_) set.add_other_cases();
      set.negate();
    }
  }

  char32_t member(CharSet& set) {
    if (take("\\")) return escape(set);
    const char32_t point = take_point();
    set.add(point, point);
    return point;
  }

  Node quantified(Node inner) {
    int min = 0;
    int max = 0;
    if (take("*")) {
      max = Node::kUnbounded;
    } else if (take("+")) {
      min = 1;
      max = Node::kUnbounded;
    } else if (take("?")) {
      max = 1;
    } else if (peek() == '{') {
      counts(&min, &max);
    } else {
      return inner;
    }
    Node node;
    node.kind = Node::Kind::repeat;
    node.min = min;
    node.max = max;
    node.lazy = take("?");
    if (!failed_) node.children.push_back(std::move(inner));
    if (peek() == '*' || peek() == '+' || peek() == '{') failed_ = true;  // x** or possessive
    return node;
  }

  void counts(int* min, int* max) {
    take("{");
    *min = number();
    *max = *min;
    if (take(",")) *max = peek() == '}' ? Node::kUnbounded : number();
    if (!take("}") || (*max != Node::kUnbounded && *max < *min)) failed_ = true;
  }

  int number() {
    int value = 0;
    if (peek() < '0' || peek() > '9') failed_ = true;
    while (peek() >= '0' && peek() <= '9' && !failed_) {
      value = value * 10 + (peek() - '0');
      ++at_;
      if (value > kMaxRepeat) failed_ = true;
    }
    return value;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  unsigned groups_ = 0;
  bool fold_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<Syntax> parse_pattern(std::string_view pattern) { return Parser(pattern).run(); }

}  // namespace deskbell::regex
