#include "phone/find/behind_extension.h"

#include "phone/find/text_marks.h"

namespace deskbell::phone {
namespace {

constexpr std::size_t kDigitsBehindWord = 20;
constexpr std::size_t kDigitsBehindSign = 9;
constexpr std::size_t kDigitsBeforeHash = 6;

/// Follows the pattern; what it does not find it leaves where it stands.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }

  bool take(char32_t lower) {
    const TextStep step = step_at(text_, at_);
    if (step.size == 0 || lower_case(step.point) != lower) return false;
    at_ += step.size;
    return true;
  }
  bool take_one(std::u32string_view of) {
    for (const char32_t lower : of) {
      if (take(lower)) return true;
    }
    return false;
  }
  void take_all(std::u32string_view of) {
    while (take_one(of)) {
    }
  }
  bool take_word(std::u32string_view word) {
    const std::size_t before = at_;
    for (const char32_t lower : word) {
      if (!take(lower)) {
        at_ = before;
        return false;
      }
    }
    return true;
  }
  bool take_digits(std::size_t most) {
    const std::size_t end = behind_run(text_, at_, kAnyDigit, most);
    if (end == at_) return false;
    at_ = end;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

constexpr std::u32string_view kBlanks = U" ,\t\u00A0";
constexpr std::u32string_view kFirstOfLabels = U"exｅｘдa#＃~～iｉ";

/// (?:e?xt(?:ensi(?:o\u0301?|ó))?n?|ｅ?ｘｔｎ?|доб|anexo)
bool take_word_for_it(Reader& reader) {
  if (reader.take_word(U"ext") || reader.take_word(U"xt")) {
    Reader longer = reader;
    if (longer.take_word(U"ensi") && longer.take_one(U"oó")) {
      longer.take(0x301);
      reader = longer;
    }
    reader.take(U'n');
    return true;
  }
  if (reader.take_word(U"ｅｘｔ") || reader.take_word(U"ｘｔ")) {
    reader.take(U'ｎ');
    return true;
  }
  return reader.take_word(U"доб") || reader.take_word(U"anexo");
}

bool take_sign_for_it(Reader& reader) {
  return reader.take_one(U"xｘ#＃~～") || reader.take_word(U"int") || reader.take_word(U"ｉｎｔ");
}

bool take_rest(Reader& reader, std::size_t most) {
  reader.take_one(U":.．");
  reader.take_all(U" ,-\t\u00A0");
  if (!reader.take_digits(most)) return false;
  reader.take(U'#');
  return true;
}

}  // namespace

std::size_t behind_extension(std::string_view text, std::size_t at) {
  Reader reader(text, at);
  if (reader.take_word(U";ext=") && reader.take_digits(kDigitsBehindWord)) return reader.at();
  Reader words(text, at);
  words.take_all(kBlanks);
  const char32_t first = lower_case(step_at(text, words.at()).point);
  if (kFirstOfLabels.find(first) != std::u32string_view::npos) {
    Reader signs = words;
    if (take_word_for_it(words) && take_rest(words, kDigitsBehindWord)) return words.at();
    if (take_sign_for_it(signs) && take_rest(signs, kDigitsBehindSign)) return signs.at();
  }
  Reader american(text, at);
  american.take_all(U"- ");
  if (american.at() > at && american.take_digits(kDigitsBeforeHash) && american.take(U'#')) {
    return american.at();
  }
  return at;
}

}  // namespace deskbell::phone
