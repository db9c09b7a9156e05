#include "phone/find/candidate_checks.h"

#include "phone/find/text_marks.h"
#include "phone/prepare.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(text[at]);
}

/// Reads a pattern from its end to its beginning.
class Backwards {
 public:
  explicit Backwards(std::string_view text) : text_(text) {}

  bool take(char first, char last) {
    if (text_.empty() || text_.back() < first || text_.back() > last) return false;
    text_.remove_suffix(1);
    return true;
  }
  bool take_digit() { return take('0', '9'); }
  void take_separator() {
    if (!take('-', '-')) take('/', '/');
  }

 private:
  std::string_view text_;
};

/// [12]\d{3}[-/]?[01]\d[-/]?[0-3]\d +[0-2]\d$
bool ends_in_hour(std::string_view candidate) {
  Backwards back(candidate);
  if (!back.take_digit() || !back.take('0', '2') || !back.take(' ', ' ')) return false;
  while (back.take(' ', ' ')) {
  }
  if (!back.take_digit() || !back.take('0', '3')) return false;
  back.take_separator();
  if (!back.take_digit() || !back.take('0', '1')) return false;
  back.take_separator();
  return back.take_digit() && back.take_digit() && back.take_digit() && back.take('1', '2');
}

enum class Bracket : unsigned char { none, opens, closes };

Bracket bracket_of(char32_t point) {
  switch (point) {
    case U'(':
    case U'[':
    case 0xFF08:  // （
    case 0xFF3B:  // ［
      return Bracket::opens;
    case U')':
    case U']':
    case 0xFF09:  // ）
    case 0xFF3D:  // ］
      return Bracket::closes;
    default:
      return Bracket::none;
  }
}

/// Follows what brackets_match() demands.
class BracketReader {
 public:
  explicit BracketReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  bool take(Bracket wanted) {
    const TextStep step = step_at(text_, at_);
    if (step.size == 0 || bracket_of(step.point) != wanted) return false;
    at_ += step.size;
    return true;
  }
  /// At least one character that is no bracket.
  bool take_others() {
    if (!take(Bracket::none)) return false;
    while (take(Bracket::none)) {
    }
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Letters of the Latin blocks and the combining marks behind them.
bool is_latin_letter(char32_t point) {
  if (point < 0x80) return is_ascii_letter(static_cast<char>(point));
  if (point < 0x100) {
    return point == 0xAA || point == 0xB5 || point == 0xBA ||
           (point >= 0xC0 && point != 0xD7 && point != 0xF7);
  }
  return point < 0x250 || (point >= 0x300 && point < 0x370) || (point >= 0x1E00 && point < 0x1F00);
}

bool touches(const TextStep& neighbour) {
  const char32_t point = neighbour.point;
  if (neighbour.size == 0) return false;
  return is_latin_letter(point) || point == U'%' || point == U'$' ||
         (point >= 0x80 && regex::currency_symbols().contains(point));
}

}  // namespace

// (?:[0-3]?\d/[01]?\d|[01]?\d/[0-3]?\d)/(?:[12]\d)?\d{2}: of what is optional at its ends nothing
// is asked.
bool holds_date(std::string_view candidate) {
  for (std::size_t slash = candidate.find('/'); slash != kNone;
       slash = candidate.find('/', slash + 1)) {
    if (slash == 0 || !is_digit(candidate[slash - 1]) || !digit_at(candidate, slash + 1)) continue;
    const bool two = digit_at(candidate, slash + 2);
    if (two && candidate[slash + 1] > '3') continue;
    const std::size_t second = slash + (two ? 3 : 2);
    if (second < candidate.size() && candidate[second] == '/' && digit_at(candidate, second + 1) &&
        digit_at(candidate, second + 2)) {
      return true;
    }
  }
  return false;
}

bool is_time(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view after = text.substr(end);
  const bool minutes = after.size() >= 3 && after[0] == ':' && after[1] >= '0' && after[1] <= '5' &&
                       is_digit(after[2]);
  return minutes && ends_in_hour(text.substr(begin, end - begin));
}

// [(]?(?:X+[)])?X+(?:[(]X+[)]){0,3}X*, X being any other character.
bool brackets_match(std::string_view candidate) {
  constexpr int kMaxPairs = 3;
  BracketReader reader(candidate);
  reader.take(Bracket::opens);
  if (!reader.take_others()) return false;
  if (reader.take(Bracket::closes) && !reader.take_others()) return false;
  for (int pair = 0; pair < kMaxPairs && reader.take(Bracket::opens); ++pair) {
    if (!reader.take_others() || !reader.take(Bracket::closes)) return false;
  }
  reader.take_others();
  return reader.at_end();
}

// \d{1,5}-+\d{1,5}\s{0,4}\(\d{1,4}
bool holds_pages(std::string_view candidate) {
  constexpr std::size_t kMaxBlanks = 4;
  constexpr std::size_t kMaxDigits = 5;
  for (std::size_t bracket = candidate.find('('); bracket != kNone;
       bracket = candidate.find('(', bracket + 1)) {
    if (!digit_at(candidate, bracket + 1)) continue;
    std::size_t at = bracket;
    for (std::size_t blanks = 0; blanks < kMaxBlanks; ++blanks) {
      const TextStep step = step_before(candidate, at);
      if (step.size == 0 || !(step.is(kBlank) || (step.point >= U'\t' && step.point <= U'\r')))
        break;
      at -= step.size;
    }
    const std::size_t end = at;
    while (at > 0 && is_digit(candidate[at - 1])) --at;
    if (end == at || end - at > kMaxDigits || at == 0 || candidate[at - 1] != '-') continue;
    while (at > 0 && candidate[at - 1] == '-') --at;
    if (at > 0 && is_digit(candidate[at - 1])) return true;
  }
  return false;
}

bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const bool led = step_at(text, begin).is(kLead) && begin < end;
  return (led || !touches(step_before(text, begin))) && !touches(step_at(text, end));
}

}  // namespace deskbell::phone
