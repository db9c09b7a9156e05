#include "phone/format_plain.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "phone/digit_pattern.h"
#include "phone/regex/syntax.h"

namespace deskbell::phone {

using i18n::phonenumbers::NumberFormat;
using regex::Automaton;

constexpr std::size_t kMaxGroups = 8;
constexpr std::size_t kMaxRuleBytes = 80;
// A rule is at most so long when every other byte names a group of all digits.
static_assert(kMaxRuleBytes + kMaxGroups * kMaxE164Digits <= kMaxFormBytes);

/// One way of writing: where its groups end, and what stands around them.
struct Format {
  bool plain = false;  // false: only the regular expression can say where the groups lie
  std::size_t groups = 0;
  std::array<std::uint8_t, kMaxGroups> size{};  // of each group; of the one that varies: 0
  std::size_t varying = kMaxGroups;
  std::size_t fixed_sum = 0;
  std::string rule;
};

namespace {

/// Numbers of this format are never written without their trunk prefix: as libphonenumber's
/// IsNationalPrefixPresentIfRequired asks.
bool needs_trunk(const NumberFormat& from) {
  const std::string& rule = from.national_prefix_formatting_rule();
  const bool first_group_only = rule == "$1" || rule == "($1)" || rule == "($1" || rule == "$1)";
  return !rule.empty() && !first_group_only && !from.national_prefix_optional_when_formatting();
}

/// Reads the next group of a format's pattern: a fixed number of digits, or (once in a pattern) a
/// greedy run of them.
bool add_group(std::string_view* pattern, Format* format) {
  if (format->groups == kMaxGroups || !pattern->starts_with('(')) return false;
  pattern->remove_prefix(1);
  std::size_t fixed = 0;
  bool varies = false;
  while (!pattern->starts_with(')')) {
    if (take_digits(pattern) == 0) return false;
    const auto repetition = take_repetition(pattern);
    if (!repetition) return false;
    if (repetition->min == repetition->max) {
      fixed += repetition->min;
    } else if (varies || format->varying != kMaxGroups) {
      return false;
    } else {
      varies = true;
    }
  }
  pattern->remove_prefix(1);
  if (varies) {
    format->varying = format->groups;
  } else {
    format->fixed_sum += fixed;
    format->size[format->groups] = static_cast<std::uint8_t>(fixed);
  }
  ++format->groups;
  return true;
}

Format prepare_format(const NumberFormat& from, bool national) {
  Format format;
  format.rule = from.format();
  const std::string& prefix_rule = from.national_prefix_formatting_rule();
  if (national && !prefix_rule.empty()) {
    // Its $1 is the first group that the rule names, whichever that is.
    const std::size_t at = format.rule.find('$');
    if (at == std::string::npos || at + 1 >= format.rule.size()) return format;
    const std::string group = format.rule.substr(at, 2);
    std::string with;
    for (std::size_t i = 0; i < prefix_rule.size(); ++i) {
      if (prefix_rule[i] == '$') {
        if (i + 1 >= prefix_rule.size() || prefix_rule[i + 1] != '1') return format;
        with += group;
        ++i;
      } else {
        with.push_back(prefix_rule[i]);
      }
    }
    format.rule.replace(at, 2, with);
  }
  if (format.rule.find('\\') != std::string::npos || format.rule.size() > kMaxRuleBytes ||
      std::count(format.rule.begin(), format.rule.end(), '$') > std::ptrdiff_t{kMaxGroups}) {
    return format;
  }
  std::string_view pattern = from.pattern();
  while (!pattern.empty()) {
    if (!add_group(&pattern, &format)) return format;
  }
  format.plain = true;
  return format;
}

}  // namespace

/// The formats of one calling code for one purpose, and the automaton that chooses among them.
class Formats {
 public:
  Formats(const PhoneMetadata& plan, bool national)
      : list_(national || plan.intl_number_format_size() == 0 ? plan.number_format()
                                                              : plan.intl_number_format()),
        national_(national),
        formats_(static_cast<std::size_t>(list_.size())) {}

  bool need_trunk(std::string_view national) {
    const std::uint32_t chosen = choose(national);
    return chosen < kNone && needs_trunk(list_.Get(static_cast<int>(chosen)));
  }

  /// @param chosen as choose() says
  char* write(std::string_view national, std::uint32_t chosen, char* out) {
    if (national.size() > kMaxE164Digits || chosen == kUnsure) return nullptr;
    if (chosen == kNone) return std::copy(national.begin(), national.end(), out);
    std::unique_ptr<const Format>& format = formats_[chosen];
    if (!format) {
      format = std::make_unique<const Format>(
          prepare_format(list_.Get(static_cast<int>(chosen)), national_));
    }
    if (!format->plain || national.size() < format->fixed_sum) return nullptr;
    std::array<std::uint8_t, kMaxGroups + 1> at{};
    for (std::size_t i = 0; i < format->groups; ++i) {
      const std::size_t size =
          i == format->varying ? national.size() - format->fixed_sum : format->size[i];
      at[i + 1] = static_cast<std::uint8_t>(at[i] + size);
    }
    const char* const end = format->rule.data() + format->rule.size();
    for (const char* from = format->rule.data(); from != end; ++from) {
      if (*from != '$' || from + 1 == end) {
        *out++ = *from;
        continue;
      }
      const auto group = static_cast<std::size_t>(*++from - '1');
      if (group < format->groups) {
        const auto size = static_cast<std::size_t>(at[group + 1] - at[group]);
        if (size > kShort) return nullptr;
        out = copy_short(national.data() + at[group], size, out);
      }
    }
    return out;
  }

  /// @return which of the list, kNone, or kUnsure
  std::uint32_t choose(std::string_view national) {
    if (!automaton_ && national.size() <= DigitText::kMaxDigits && patience_.take()) {
      const std::uint32_t chosen = choose_by_patterns(DigitText(national));
      if (chosen != kUnsure) return chosen;
    }
    if (!build()) return kUnsure;
    const Automaton::State state = automaton_->run(automaton_->start(), national);
    std::uint32_t& chosen = automaton_->note(state);
    if (chosen == Automaton::kNoNote) chosen = conclude(state);
    return chosen;
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFE;
  static constexpr std::uint32_t kUnsure = 0xFFFF;

  std::uint32_t choose_by_patterns(const DigitText& text) const {
    for (int index = 0; index < list_.size(); ++index) {
      const NumberFormat& from = list_.Get(index);
      const int patterns = from.leading_digits_pattern_size();
      if (patterns > 0) {
        const auto ends = text.match(from.leading_digits_pattern(patterns - 1));
        if (!ends) return kUnsure;
        if (*ends == 0) continue;
      }
      const auto ends = text.match(from.pattern());
      if (!ends) return kUnsure;
      if ((*ends & text.whole()) != 0) return static_cast<std::uint32_t>(index);
    }
    return kNone;
  }

  bool build() {
    if (automaton_) return usable_;
    for (int index = 0; index < list_.size(); ++index) {
      const NumberFormat& from = list_.Get(index);
      const auto tag = static_cast<std::uint32_t>(index) * 2;
      // The last pattern for the leading digits is the most detailed.
      const int patterns = from.leading_digits_pattern_size();
      if (patterns > 0) add("(?:" + from.leading_digits_pattern(patterns - 1) + ")\\d*", tag);
      add(from.pattern(), tag + 1);
    }
    automaton_ =
        std::make_unique<Automaton>(program_, Automaton::From::start, Automaton::Alphabet::digits);
    return usable_;
  }

  void add(const std::string& pattern, std::uint32_t tag) {
    const auto program = regex::compile(pattern);
    usable_ = usable_ && program && regex::join(*program, tag, &program_);
  }

  std::uint32_t conclude(Automaton::State state) const {
    std::uint32_t beginning = kNone;
    // Tags come in ascending order: the beginning of a format, then its whole.
    for (const std::uint16_t* pc = automaton_->begin(state); pc != automaton_->end(state); ++pc) {
      const regex::Instruction& step = program_.code[*pc];
      if (step.op != regex::Instruction::Op::match) continue;
      const std::uint32_t index = step.x / 2;
      if (step.x % 2 == 0) {
        beginning = index;
        continue;
      }
      const bool any_beginning =
          list_.Get(static_cast<int>(index)).leading_digits_pattern_size() == 0;
      if (any_beginning || beginning == index) return index;
    }
    return kNone;
  }

  const google::protobuf::RepeatedPtrField<NumberFormat>& list_;
  bool national_;
  Patience patience_;
  std::vector<std::unique_ptr<const Format>> formats_;  // made when they are first chosen
  regex::Program program_;
  std::unique_ptr<Automaton> automaton_;
  bool usable_ = true;
};

namespace {

Formats& formats_of(CodePlan& code, bool national) {
  constexpr std::size_t kMaxCode = 1000;
  thread_local std::array<std::array<std::unique_ptr<Formats>, 2>, kMaxCode> made;
  auto& slot = made[static_cast<std::size_t>(code.calling_code())][national ? 1 : 0];
  if (!slot) slot = std::make_unique<Formats>(code.main().metadata(), national);
  return *slot;
}

}  // namespace

bool needs_trunk_prefix(CodePlan& code, std::string_view national) {
  return formats_of(code, true).need_trunk(national);
}

std::uint32_t PlainFormatter::choose_nationally(Formats& formats) {
  if (chosen_ == kNotChosen) chosen_ = formats.choose(national_);
  return chosen_;
}

char* PlainFormatter::write_national(char* out) {
  Formats& formats = formats_of(code_, true);
  return formats.write(national_, choose_nationally(formats), out);
}

char* PlainFormatter::write_international(char* out) {
  *out++ = '+';
  const std::string_view digits = code_.main().code_digits();
  out = std::copy(digits.begin(), digits.end(), out);
  *out++ = ' ';
  Formats& formats = formats_of(code_, false);
  // Most plans write both forms by one list.
  const bool one_list = code_.main().metadata().intl_number_format_size() == 0;
  return formats.write(national_, one_list ? choose_nationally(formats) : formats.choose(national_),
                       out);
}

}  // namespace deskbell::phone
