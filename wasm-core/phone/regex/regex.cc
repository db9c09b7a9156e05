#include "phone/regex/regex.h"

#include <utility>

namespace deskbell::regex {

std::optional<Regex> Regex::compile(std::string_view pattern) {
  const std::optional<Syntax> syntax = parse_pattern(pattern);
  if (!syntax) return std::nullopt;
  std::optional<Program> program = regex::compile(*syntax);
  if (!program) return std::nullopt;
  return Regex(std::move(*program));
}

bool Regex::match(std::string_view text, std::size_t start, Anchor anchor,
                  Captures& captures) const {
  return fits_backtrack(program_, text.size() - start)
             ? backtrack(program_, text, start, anchor, captures)
             : simulate(program_, text, start, anchor, captures);
}

bool Regex::matches_fully(std::string_view text) const {
  Captures captures;
  return match(text, 0, Anchor::full, captures);
}

}  // namespace deskbell::regex
