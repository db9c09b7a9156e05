#include "phone/find/candidate.h"

#include "phone/find/behind_extension.h"
#include "phone/find/text_marks.h"

namespace deskbell::phone {
namespace {

constexpr int kMaxMarks = 4;            // between two blocks of digits, or behind each of two leads
constexpr std::size_t kMaxBlocks = 20;  // behind the first
constexpr std::size_t kMaxBlockDigits = 20;  // of a block: a national number and its calling code

/// The furthest place before the first digit where a number with this digit can begin.
std::size_t find_lead(std::string_view text, std::size_t from, std::size_t digit) {
  // Going back from the digit. A bracket is a lead as well as a mark, so both are followed: how
  // many marks may still stand in front of what was passed, be it marks only, or a lead and marks.
  constexpr int kNotSo = -1;
  int of_marks = kMaxMarks;
  int of_lead = kNotSo;
  std::size_t begin = digit;
  for (std::size_t at = digit; at > from && (of_marks != kNotSo || of_lead != kNotSo);) {
    const TextStep step = step_before(text, at);
    if (!step.is(kLead | kPunctuation)) break;
    at -= step.size;
    if (step.is(kLead)) begin = at;
    const bool first_lead = step.is(kLead) && of_marks != kNotSo;
    const bool mark = step.is(kPunctuation);
    of_marks = mark && of_marks > 0 ? of_marks - 1 : kNotSo;
    of_lead = mark && of_lead > 0 ? of_lead - 1 : kNotSo;
    if (first_lead) of_lead = kMaxMarks;
  }
  return begin;
}

/// "… x302/x2303" are two numbers; only the first is looked at.
std::size_t before_second_number(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t slash = end; slash > begin;) {
    --slash;
    if (text[slash] != '/') continue;
    std::size_t at = slash + 1;
    while (at < end && text[at] == ' ') ++at;
    if (at < end && text[at] == 'x') return slash;
  }
  return end;
}

}  // namespace

bool find_candidate(std::string_view text, std::size_t from, Candidate* out) {
  const std::size_t digit = find_digit(text, from);
  if (digit == std::string_view::npos) return false;
  out->begin = find_lead(text, from, digit);
  std::size_t end = behind_run(text, digit, kAnyDigit, kMaxBlockDigits);
  for (std::size_t block = 0; block < kMaxBlocks; ++block) {
    const std::size_t marks = behind_run(text, end, kPunctuation, kMaxMarks);
    const std::size_t digits = behind_run(text, marks, kAnyDigit, kMaxBlockDigits);
    if (digits == marks) break;
    end = digits;
  }
  out->next = behind_extension(text, end);
  out->end = before_second_number(text, out->begin, out->next);
  return true;
}

}  // namespace deskbell::phone
