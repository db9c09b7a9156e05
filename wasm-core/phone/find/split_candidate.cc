#include "phone/find/split_candidate.h"

#include <algorithm>

#include "phone/find/text_marks.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

bool is_wide_dash(char32_t point) {
  return (point >= 0x2012 && point <= 0x2015) || point == 0xFF0D;
}

}  // namespace

std::size_t Splitter::behind_blanks(std::size_t at) const {
  return behind_run(text_, at, kBlank, text_.size());
}

/// (?:\p{Z}-|-\p{Z})\p{Z}*(.+) and [‒-―－]\p{Z}*(.+): all that follows the first of them.
bool Splitter::next_rest(std::size_t* begin, std::size_t* end) {
  while (at_ < text_.size()) {
    const TextStep step = step_at(text_, at_);
    std::size_t behind = at_ + step.size;
    bool found = separator_ == Separator::wide_dash && is_wide_dash(step.point);
    if (separator_ == Separator::spaced_dash) {
      const TextStep other = step_at(text_, behind);
      found = (step.is(kBlank) && other.point == U'-') || (step.point == U'-' && other.is(kBlank));
      behind += other.size;
    }
    at_ += step.size;
    if (!found) continue;
    std::size_t from = behind_blanks(behind);
    if (from == text_.size() && from > behind) from -= step_before(text_, from).size;
    if (from == text_.size()) continue;
    *begin = from;
    *end = at_ = text_.size();
    return true;
  }
  return false;
}

bool Splitter::next(std::size_t* begin, std::size_t* end) {
  const std::size_t size = text_.size();
  switch (separator_) {
    case Separator::slash:  // /+(.*)
      *begin = text_.find('/', at_);
      if (*begin == std::string_view::npos) return false;
      *begin = std::min(text_.find_first_not_of('/', *begin), size);
      *end = at_ = size;
      return true;
    case Separator::bracket:  // (\([^(]*)
      *begin = text_.find('(', at_);
      if (*begin == std::string_view::npos) return false;
      *end = at_ = std::min(text_.find('(', *begin + 1), size);
      return true;
    case Separator::spaced_dash:
    case Separator::wide_dash:
      return next_rest(begin, end);
    case Separator::dot:  // \.+\p{Z}*([^.]+)
      for (;;) {
        at_ = text_.find('.', at_);
        if (at_ == std::string_view::npos) break;
        const std::size_t dots = std::min(text_.find_first_not_of('.', at_), size);
        std::size_t from = behind_blanks(dots);
        if (from > dots && (from == size || text_[from] == '.')) {
          from -= step_before(text_, from).size;
        }
        at_ = dots;
        if (from == size) continue;
        *begin = from;
        *end = at_ = std::min(text_.find('.', from), size);
        return true;
      }
      at_ = size;
      return false;
    case Separator::blank:  // \p{Z}+(\P{Z}+)
      while (at_ < size && !step_at(text_, at_).is(kBlank)) at_ += step_at(text_, at_).size;
      *begin = behind_blanks(at_);
      if (*begin == size) return false;
      for (at_ = *begin; at_ < size && !step_at(text_, at_).is(kBlank);) {
        at_ += step_at(text_, at_).size;
      }
      *end = at_;
      return true;
  }
  return false;
}

std::string_view without_end_marks(std::string_view piece) {
  while (!piece.empty()) {
    const TextStep step = step_before(piece, piece.size());
    if (step.is(kAnyDigit) || step.point == U'#' || regex::letters().contains(step.point) ||
        regex::numbers().contains(step.point)) {
      break;
    }
    piece.remove_suffix(step.size);
  }
  return piece;
}

}  // namespace deskbell::phone
