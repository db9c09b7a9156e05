#include "phone/read_plain.h"

#include <algorithm>
#include <array>
#include <optional>

#include "phone/format_plain.h"
#include "phone/prepare.h"
#include "phone/reading.h"

namespace deskbell::phone {
namespace {

constexpr std::size_t kMinNational = 2;   // libphonenumber's kMinLengthForNsn
constexpr std::size_t kMaxNational = 17;  // and kMaxLengthForNsn

/// A trunk prefix stays where the digits match their plan with it and not without.
bool keeps_trunk_prefix(RegionPlan& plan, std::string_view digits, std::size_t size) {
  return plan.judge(digits).general && !plan.judge(digits.substr(size)).general;
}

/// How many digits MaybeStripNationalPrefixAndCarrierCode would take off; -1: not sure.
int trunk_size(RegionPlan& plan, std::string_view digits) {
  if (!plan.has_trunk_prefix() || digits.empty()) return 0;
  const PrefixMatch match = plan.trunk_prefix(digits);
  if (!match.sure) return -1;
  if (!match.found || match.size == 0) return 0;
  if (plan.rewrites_trunk()) return -1;
  return keeps_trunk_prefix(plan, digits, match.size) ? 0 : static_cast<int>(match.size);
}

enum class Answer : std::uint8_t { unsure, unreadable, read };

/// Sets code, source, idd_size and national_at from the digits.
Answer read_digits(PlainNumber& out, bool has_plus, RegionPlan* home) {
  const std::string_view digits = out.written();
  std::size_t at = 0;
  RegionPlan* plan = nullptr;
  out.idd_size = 0;
  out.source = PhoneNumber::FROM_DEFAULT_COUNTRY;
  if (has_plus) {
    out.source = PhoneNumber::FROM_NUMBER_WITH_PLUS_SIGN;
  } else if (home == nullptr) {
    return Answer::unreadable;
  } else {
    const PrefixMatch idd = home->international_prefix(digits);
    if (!idd.sure || (idd.found && idd.size == 0)) return Answer::unsure;
    if (idd.found && (idd.size == digits.size() || digits[idd.size] != '0')) {
      out.source = PhoneNumber::FROM_NUMBER_WITH_IDD;
      out.idd_size = static_cast<std::uint8_t>(idd.size);
      at = idd.size;
    }
  }
  if (out.source != PhoneNumber::FROM_DEFAULT_COUNTRY) {
    if (digits.size() - at <= kMinNational) return Answer::unreadable;
    std::size_t size = 0;
    out.code = split_code(digits.substr(at), &size);
    if (out.code == nullptr) return Answer::unsure;
    at += size;
    plan = &out.code->main();
  } else {
    plan = home;
    out.code = &plans().of_code(home->calling_code());
    if (digits[0] == home->code_digits()[0] && digits.starts_with(home->code_digits())) {
      const std::size_t size = home->code_digits().size();
      const std::string_view rest = digits.substr(size);
      const int trunk = trunk_size(*home, rest);
      if (trunk < 0) return Answer::unsure;
      const std::size_t from = size + static_cast<std::size_t>(trunk);
      if ((!home->judge(digits).general && home->judge(digits.substr(from)).general) ||
          home->length(digits.size()) == RegionPlan::Length::too_long) {
        out.source = PhoneNumber::FROM_NUMBER_WITHOUT_PLUS_SIGN;
        at = from;
        plan = &out.code->main();
      }
    }
  }
  if (digits.size() - at < kMinNational) return Answer::unreadable;
  const int trunk = trunk_size(*plan, digits.substr(at));
  if (trunk < 0) return Answer::unsure;
  if (trunk > 0) {
    const RegionPlan::Length length =
        plan->length(digits.size() - at - static_cast<std::size_t>(trunk));
    if (length == RegionPlan::Length::possible || length == RegionPlan::Length::too_long) {
      at += static_cast<std::size_t>(trunk);
    }
  }
  if (digits.size() - at < kMinNational || digits.size() - at > kMaxNational) {
    return Answer::unreadable;
  }
  out.national_at = static_cast<std::uint8_t>(at);
  return Answer::read;
}

void find_owner(PlainNumber& out) {
  const CodePlan::Owner owner = out.code->owner_of(out.national());
  out.region = owner.region;
  out.kind = owner.kind;
}

/// As PhoneNumberMatcher's IsNationalPrefixPresentIfRequired.
Certainty has_needed_trunk_prefix(const PlainNumber& number) {
  if (number.source != PhoneNumber::FROM_DEFAULT_COUNTRY ||
      !needs_trunk_prefix(*number.code, number.national())) {
    return Certainty::yes;
  }
  RegionPlan& plan = number.code->main();
  if (!plan.has_trunk_prefix()) return Certainty::no;
  const std::string_view digits = number.written();
  const PrefixMatch match = plan.trunk_prefix(digits);
  if (!match.sure) return Certainty::unsure;
  if (!match.found) return Certainty::no;
  if (match.size == 0 || plan.rewrites_trunk()) return Certainty::unsure;
  return keeps_trunk_prefix(plan, digits, match.size) ? Certainty::no : Certainty::yes;
}

/// A national number of fewer digits than any of its calling code has.
bool is_too_short(const PlainNumber& number, const SeenMarks& seen, RegionPlan* home) {
  if (seen.plus || home == nullptr || home->rewrites_trunk()) return false;
  CodePlan& code = plans().of_code(home->calling_code());
  if (number.count >= code.shortest() || code.main().rewrites_trunk()) return false;
  const PrefixMatch idd = home->international_prefix(number.written());
  return idd.sure && !idd.found;
}

/// The pieces of a text which the full way, when the whole is no valid number, tries by themselves
/// (PhoneNumberMatcher's inner matches).
class Pieces {
 public:
  /// @param begin where the first of them begins
  Pieces(std::string_view text, std::size_t begin, bool slash, RegionPlan* home)
      : text_(text), begin_(begin), home_(home) {
    // The number behind an international one's beginning is not taken for a national one, nor is
    // any that is found behind it; a slash would begin anew.
    const std::size_t first =
        static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_digit) - text.begin());
    for (std::size_t size = first + 1; !slash && size <= first + 2; ++size) {
      if (!ends_international_number(text.substr(0, size))) continue;
      passed_from_ = size;
      break;
    }
  }

  /// Of those between two marks, or at a mark and behind it.
  bool any_valid(char mark) const {
    std::size_t from = begin_;
    std::size_t digits = 0;
    for (std::size_t at = begin_; at < text_.size(); ++at) {
      digits += is_digit(text_[at]) ? 1 : 0;
      if (text_[at] != mark) continue;
      if (could_be_number(from, at, digits)) return true;
      from = at + 1;
      digits = 0;
    }
    return could_be_number(from, text_.size(), digits);
  }
  bool any_valid_around(std::size_t at) const {
    if (at >= text_.size()) return false;  // it stands before them all
    constexpr std::size_t kAny = PlainNumber::kMinDigits;
    return could_be_number(begin_, at, kAny) || could_be_number(at + 1, text_.size(), kAny);
  }

 private:
  /// @param digits how many there are, or more than is too few
  bool could_be_number(std::size_t from, std::size_t to, std::size_t digits) const {
    if (digits < PlainNumber::kMinDigits) return false;
    const std::string_view piece = text_.substr(from, to - from);
    if (from >= passed_from_ && piece.find('+') == std::string_view::npos) return false;
    return find_plain(piece, home_) != Certainty::no;
  }

  std::string_view text_;
  std::size_t begin_;
  RegionPlan* home_;
  std::size_t passed_from_ = std::string_view::npos;
};

/// A "(0)" is left out where the number is not valid with it.
bool read_without_zero(const SeenMarks& seen, RegionPlan* home, PlainNumber& out) {
  drop_bracketed_zero(seen, &out);
  if (out.count < PlainNumber::kMinDigits || read_digits(out, seen.plus, home) != Answer::read)
    return false;
  find_owner(out);
  return true;
}

/// What is not valid is given without the trunk 0 that was left in place because what remains is
/// not a possible length.
bool drop_trunk_zeros(PlainNumber& number) {
  if (number.code->main().metadata().national_prefix() != "0") return true;
  while (number.national_at < number.count && number.digits[number.national_at] == '0') {
    ++number.national_at;
  }
  return number.national_at < number.count;
}

bool is_storable(const PlainNumber& number) {
  return number.national().size() + number.code->main().code_digits().size() <= kMaxE164Digits &&
         number.national().find_first_not_of('0') != std::string_view::npos;
}

/// Everything behind gather_digits().
bool read_gathered(std::string_view text, const SeenMarks& seen, RegionPlan* home,
                   PlainNumber* out) {
  if (read_digits(*out, seen.plus, home) != Answer::read) return false;
  find_owner(*out);
  if (!out->valid() && seen.bracketed_zeros > 0) {
    // Taking one out may bring two brackets together around the next zero.
    if (seen.brackets > 1 || !read_without_zero(seen, home, *out)) return false;
  }
  if (!out->valid()) {
    if (seen.plus_apart || !nothing_between(text, seen, home)) return false;
    if (!drop_trunk_zeros(*out)) return false;
  }
  return is_storable(*out);
}

}  // namespace

RegionPlan* home_of(std::string_view country) {
  constexpr std::size_t kLetters = 26;
  thread_local std::array<std::optional<RegionPlan*>, kLetters * kLetters> known;
  if (country.size() != 2) return nullptr;
  std::size_t index = 0;
  for (const char c : country) {
    if (!is_ascii_letter(c)) return nullptr;
    index = index * kLetters + static_cast<std::size_t>((c | 0x20) - 'a');
  }
  if (!known[index]) known[index] = plans().of_region(known_region(country));
  return *known[index];
}

const std::string& country_of(const PlainNumber& number, const RegionPlan* home) {
  if (number.valid()) return number.region->id();
  const bool same_code = home != nullptr && home->calling_code() == number.code->calling_code();
  return same_code ? home->id() : number.code->main().id();
}

Certainty find_plain(std::string_view piece, RegionPlan* home) {
  // An international prefix, a calling code, a trunk prefix and a national number; the longest of
  // all plans are 9, 3, 7 and 17 digits.
  constexpr std::ptrdiff_t kMostDigits = 40;
  PlainNumber number;
  SeenMarks seen;
  std::size_t size = 0;
  const bool enough = gather_digits(piece, &number, &seen, &size);
  if (size < piece.size()) {
    return std::count_if(piece.begin(), piece.end(), is_digit) > kMostDigits ? Certainty::no
                                                                             : Certainty::unsure;
  }
  if (!enough || is_too_short(number, seen, home)) return Certainty::no;
  const Answer answer = read_digits(number, seen.plus, home);
  if (answer != Answer::read) {
    return answer == Answer::unsure ? Certainty::unsure : Certainty::no;
  }
  find_owner(number);
  return number.valid() ? has_needed_trunk_prefix(number) : Certainty::no;
}

bool nothing_between(std::string_view text, const SeenMarks& marks, RegionPlan* home) {
  constexpr std::size_t kMaxMarks = 4;  // between two digits; behind more a new search begins
  if (marks.longest_run > kMaxMarks) return false;
  if (!marks.slash && !marks.dot && !marks.space && marks.brackets == 0) return true;
  const std::size_t begin = std::min(text.find_first_of("0123456789+("), text.size());
  const Pieces pieces(text, begin, marks.slash, home);
  if (marks.slash && pieces.any_valid_around(text.find('/', begin))) return false;
  if (marks.spaced_dash &&
      pieces.any_valid_around(std::min(text.find(" -", begin), text.find("- ", begin)))) {
    return false;
  }
  return !(marks.brackets > 0 && pieces.any_valid('(')) && !(marks.dot && pieces.any_valid('.')) &&
         !(marks.space && pieces.any_valid(' '));
}

CodePlan* split_code(std::string_view digits, std::size_t* size) {
  if (digits.empty() || digits[0] == '0') return nullptr;
  int code = 0;
  for (*size = 1; *size <= 3 && *size <= digits.size(); ++*size) {
    code = code * 10 + (digits[*size - 1] - '0');
    CodePlan& plan = plans().of_code(code);
    if (plan.exists()) return &plan;
  }
  return nullptr;
}

bool read_plain_digits(bool has_plus, RegionPlan* home, PlainNumber* out) {
  if (out->count < PlainNumber::kMinDigits || read_digits(*out, has_plus, home) != Answer::read)
    return false;
  find_owner(*out);
  return is_storable(*out);
}

bool read_plain(std::string_view text, RegionPlan* home, PlainNumber* out, SeenMarks* marks) {
  std::size_t size = 0;
  return gather_digits(text, out, marks, &size) && size == text.size() &&
         read_gathered(text, *marks, home, out);
}

}  // namespace deskbell::phone
