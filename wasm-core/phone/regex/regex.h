#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "phone/regex/match.h"
#include "phone/regex/program.h"

namespace deskbell::regex {

/// A regular expression over UTF-8. The one door of this room: what stands behind it (today two
/// automata run from one program) may change without anybody noticing but the clock.
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

  /// Could the text match, or become one that matches if more were written behind it?
  Outlook outlook(std::string_view text) const { return foresee(program_, text); }

  unsigned groups() const { return program_.groups; }
  const Program& program() const { return program_; }

 private:
  explicit Regex(Program program) : program_(std::move(program)) {}

  Program program_;
};

}  // namespace deskbell::regex
