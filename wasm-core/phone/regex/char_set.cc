#include "phone/regex/char_set.h"

#include <algorithm>

namespace deskbell::regex {
namespace {

constexpr char32_t kHighest = 0x10FFFF;

/// Upper-case letters and how far away their lower case is.
struct CaseRange {
  char32_t first, last, distance;
};
constexpr CaseRange kCases[] = {{U'A', U'Z', 32},   {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},
                                {0x400, 0x40F, 80}, {0x410, 0x42F, 32}, {0xFF21, 0xFF3A, 32}};

}  // namespace

void CharSet::add(char32_t first, char32_t last) { ranges_.push_back({first, last}); }

void CharSet::add(const RangeTable& table) {
  ranges_.insert(ranges_.end(), table.begin(), table.end());
}

void CharSet::add_other_cases() {
  const std::vector<Range> before = ranges_;
  for (const Range& range : before) {
    for (const CaseRange& upper : kCases) {
      const auto add_shifted = [&](char32_t low, char32_t high, char32_t shift) {
        const char32_t first = std::max(range.first, low);
        const char32_t last = std::min(range.last, high);
        if (first <= last) add(first + shift, last + shift);
      };
      add_shifted(upper.first, upper.last, upper.distance);
      add_shifted(upper.first + upper.distance, upper.last + upper.distance, 0 - upper.distance);
    }
  }
}

void CharSet::negate() {
  finish();
  std::vector<Range> gaps;
  char32_t next = 0;
  for (const Range& range : ranges_) {
    if (range.first > next) gaps.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kHighest) gaps.push_back({next, kHighest});
  ranges_ = std::move(gaps);
  finish();
}

void CharSet::finish() {
  std::sort(ranges_.begin(), ranges_.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  std::vector<Range> joined;
  for (const Range& range : ranges_) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  ranges_ = std::move(joined);
  ascii_[0] = ascii_[1] = 0;
  for (const Range& range : ranges_) {
    for (char32_t point = range.first; point <= std::min<char32_t>(range.last, 127); ++point) {
      ascii_[point >> 6] |= std::uint64_t{1} << (point & 63U);
    }
  }
}

bool CharSet::contains_beyond_ascii(char32_t point) const {
  return RangeTable(ranges_.data(), ranges_.size()).contains(point);
}

int CharSet::single_ascii() const {
  const bool single = ranges_.size() == 1 && ranges_[0].first == ranges_[0].last;
  return single && ranges_[0].first < 128 ? static_cast<int>(ranges_[0].first) : -1;
}

bool CharSet::operator==(const CharSet& other) const {
  return std::equal(
      ranges_.begin(), ranges_.end(), other.ranges_.begin(), other.ranges_.end(),
      [](const Range& a, const Range& b) { return a.first == b.first && a.last == b.last; });
}

}  // namespace deskbell::regex
