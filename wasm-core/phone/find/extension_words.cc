#include "phone/find/extension_words.h"

#include <algorithm>

#include "phone/find/text_marks.h"
#include "phone/prepare.h"

namespace deskbell::phone {
namespace {

// Words that stand before an extension, beyond those that libphonenumber knows (and its own, since
// it reads an extension only at the very end of a text). Dutch, German, Polish, French, Spanish and
// Portuguese, Italian, Swedish, Russian and Ukrainian, Arabic.
constexpr std::u32string_view kWords[] = {
    U"toestelnummer", U"toestel",    U"tstl",      U"tst",        U"durchwahl",
    U"nebenstelle",   U"wewnętrzny", U"wewn",      U"wew",        U"poste",
    U"extensión",     U"anexo",      U"ramal",     U"interno",    U"anknytning",
    U"внутренний",    U"внутр",      U"вн",        U"добавочный", U"доб",
    U"داخلي",         U"تحويلة",     U"extension", U"extn",       U"ext"};

constexpr std::size_t kMaxExtension = 20;

std::size_t before_marks(std::string_view text, std::size_t at, std::string_view marks) {
  while (at > 0 && marks.find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

/// Where the word begins that ends at `at`, or `at`.
std::size_t before_word(std::string_view text, std::size_t at) {
  const char32_t last = lower_case(step_before(text, at).point);
  for (const std::u32string_view word : kWords) {
    if (word.back() != last) continue;
    std::size_t begin = at;
    const bool same = std::all_of(word.rbegin(), word.rend(), [&](char32_t lower) {
      const TextStep step = step_before(text, begin);
      begin -= step.size;
      return step.size > 0 && lower_case(step.point) == lower;
    });
    if (same) return begin;
  }
  return at;
}

}  // namespace

bool find_extension_in_words(std::string_view text, ExtensionInWords* out) {
  std::size_t behind = 0;
  for (std::size_t digits = find_digit(text, 0); digits != std::string_view::npos;
       digits = find_digit(text, behind)) {
    for (behind = digits + 1; behind < text.size() && is_digit(text[behind]);) ++behind;
    const std::size_t word_end = before_marks(text, digits, " .:#=-");
    if (word_end == 0 || is_digit(text[word_end - 1])) continue;
    const std::size_t word = before_word(text, word_end);
    if (word == word_end) continue;
    out->begin = before_marks(text, word, " ,;(.-");
    out->digits = text.substr(digits, std::min(behind - digits, kMaxExtension));
    out->end = digits + out->digits.size();
    out->cut = out->end < behind;
    if (out->end < text.size() && text[out->end] == ')') ++out->end;
    return true;
  }
  return false;
}

}  // namespace deskbell::phone
