#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "phone/regex/automaton.h"
#include "phone/regex/match.h"
#include "phone/regex/program.h"

namespace deskbell::regex {

/// A regular expression over UTF-8. The one door of this room: what stands behind it may change
/// without anybody noticing but the clock. Whether there is a match is asked of an automaton that
/// builds itself while it is used; only where groups are wanted of a text that does match is the
/// program followed with its positions.
///
/// One thread at a time: asking changes what the automaton has built.
///
/// Language and bounds: syntax.h. Every call takes at most time proportional to the size of the
/// compiled pattern times the bytes of text. Bytes that are not UTF-8 count as U+FFFD each.
class Regex {
 public:
  /// @return nothing when the pattern is not in the language or beyond its bounds
  static std::optional<Regex> compile(std::string_view pattern);

  /// Leftmost-first, as in Perl.
  /// @param start byte offset, at most text.size(); `^` still means the start of the text
  /// @param captures written when the answer is true
  bool match(std::string_view text, std::size_t start, Anchor anchor, Captures& captures) const;

  bool matches_fully(std::string_view text) const;
  bool matches_somewhere(std::string_view text) const;

  /// Could the text match, or become one that matches if more were written behind it?
  Outlook outlook(std::string_view text) const { return foresee(*program_, text); }

  unsigned groups() const { return program_->groups; }
  const Program& program() const { return *program_; }

 private:
  explicit Regex(Program program) : program_(std::make_unique<Program>(std::move(program))) {}
  bool exists(std::string_view text, std::size_t start, Anchor anchor) const;

  std::unique_ptr<Program> program_;  // at one place: the automata refer to it
  mutable std::unique_ptr<Automaton> anchored_;
  mutable std::unique_ptr<Automaton> anywhere_;
};

}  // namespace deskbell::regex
