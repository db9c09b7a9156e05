#pragma once
#include <cstddef>
#include <string_view>

namespace deskbell::phone {

/// An extension behind a word: "…, toestel 12".
struct ExtensionInWords {
  std::size_t begin = 0;  ///< with the marks before the word
  std::size_t end = 0;    ///< with a closing bracket
  std::string_view digits;
  bool cut = false;  ///< more digits follow than an extension has
};

/// The first one in a prepared text, whose digits are ASCII. By the pattern
/// (?i)[ ,;(.-]*(?:word|…)[ .:#=-]*(\d{1,20})\)? for words that no other of them ends with.
/// @return false when there is none
bool find_extension_in_words(std::string_view text, ExtensionInWords* out);

}  // namespace deskbell::phone
