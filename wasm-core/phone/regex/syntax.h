#pragma once
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "phone/regex/char_set.h"

namespace deskbell::regex {

/// A pattern as a tree.
///
/// The language is the part of Perl's that libphonenumber and its metadata use: literals, `.`,
/// `[...]` with ranges, `\d \D \s \S \w \W \p{..} \P{..}` (L, N, Nd, Z), escaped
/// characters, `(...)`, `(?:...)`, `(?i)`, `|`, `* + ? {n} {n,} {n,m}` each also lazy with `?`,
/// `^` and `$` (start and end of the text). Not in it: look-around, back-references.
struct Node {
  enum class Kind { empty, set, begin, end, capture, sequence, choice, repeat };

  Kind kind = Kind::empty;
  CharSet set;                 // set
  int min = 0;                 // repeat
  int max = 0;                 // repeat; kUnbounded when there is no upper limit
  bool lazy = false;           // repeat
  unsigned group = 0;          // capture: its number, from 1
  std::vector<Node> children;  // capture, repeat: one; sequence, choice: any

  static constexpr int kUnbounded = -1;
};

struct Syntax {
  Node root;
  unsigned groups = 0;
};

// Bounds that no pattern of libphonenumber comes near; they keep a hostile one cheap to refuse.
inline constexpr std::size_t kMaxGroups = 15;
inline constexpr int kMaxRepeat = 1000;
inline constexpr int kMaxDepth = 60;
inline constexpr std::size_t kMaxPatternBytes = 16384;

/// @return nothing when the pattern is not in the language or beyond the bounds
std::optional<Syntax> parse_pattern(std::string_view pattern);

}  // namespace deskbell::regex
